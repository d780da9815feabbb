import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandText, writtenText } from "../../../../src/adapters/slack/hearing/written-text.ts";

describe("what a person wrote", () => {
  it.each([
    ["a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
    ["&amp;lt; stays an entity", "&lt; stays an entity"],
    ["ask <@U1|ada> or <@U2>", "ask @ada or @U2"],
    ["in <#C1|general> and <#C2>", "in #general and #C2"],
    ["<!here> <!channel> <!subteam^S1|@backend> <!subteam^S2>", "@here @channel @backend @subteam^S2"],
    ["<!date^1392734382^{date}|18 Feb>", "18 Feb"],
    ["see <https://a.test/x>", "see https://a.test/x"],
    ["see <http://a.test|a.test>", "see a.test"],
    ["see <https://a.test/x|the page>", "see the page (https://a.test/x)"],
    ["<mailto:ada@a.test|ada@a.test>", "ada@a.test"],
    ["`if (a &lt; b)` *bold* _it_", "`if (a < b)` *bold* _it_"],
    ["", ""],
  ])("%j reads as %j", (text, written) => {
    expect(writtenText(text)).toBe(written);
  });

  it("is itself again, whatever was typed, once Slack has escaped it", () => {
    const escaped = (text: string) => text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(writtenText(escaped(text))).toBe(text);
      }),
    );
  });
});

describe("what follows a command", () => {
  it.each([
    ["managers add <@U1|ada>", "managers add <@U1>"],
    ["managers add <@W1>", "managers add <@W1>"],
    ["search &lt;T&gt; &amp; more", "search <T> & more"],
    ["search <#C1|general> <!here>", "search #general @here"],
    ["setup ping <!subteam^S1|@seniors>", "setup ping <@&S1|seniors>"],
    ["setup ping <!subteam^S1>", "setup ping <@&S1|S1>"],
    ["setup ping <!subteam^s1|@seniors> <!channel>", "setup ping @seniors @channel"],
  ])("%j is %j: people and groups by id, all else as it was typed", (text, written) => {
    expect(commandText(text)).toBe(written);
  });
});
