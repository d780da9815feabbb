import {
  type Client,
  Events,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, it } from "vitest";
import type { Fields } from "../../stand-in/record.ts";
import type { DiscordApp } from "../client.ts";
import { drillsOf, loggedIn, opened, smallServer } from "../opened.ts";

const button = { type: 2, style: 1, label: "Answer", custom_id: "mark:answer" } as const;
const row = { type: 1, components: [button] } as const;
const form = new ModalBuilder()
  .setCustomId("mark:form")
  .setTitle("Your answer")
  .addLabelComponents(
    new LabelBuilder()
      .setLabel("What is a lock?")
      .setTextInputComponent(
        new TextInputBuilder().setCustomId("text").setStyle(TextInputStyle.Paragraph).setMinLength(3),
      ),
  );

const commands: readonly Fields[] = [
  {
    name: "drill",
    description: "x",
    options: [
      {
        type: 1,
        name: "setup",
        description: "x",
        options: [
          { type: 3, name: "zone", description: "x", required: true, autocomplete: true },
          { type: 8, name: "role", description: "x" },
        ],
      },
      { type: 1, name: "status", description: "x" },
    ],
  },
  { type: 3, name: "Use as my answer" },
];

/** A client that answers interactions, with the commands registered. */
async function answering(answer: (interaction: Interaction) => Promise<unknown>) {
  const { discord, app } = await opened({
    ...smallServer,
    guilds: [{ name: "acme", channels: [{ name: "drills" }], roles: [{ name: "leads" }] }],
  });
  const client = await loggedIn(discord, app);
  await client.rest.put(`/applications/${app.keys.applicationId}/commands`, { body: commands });
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  return { app, client };
}

const posted = async (client: Client, app: DiscordApp) =>
  (await drillsOf(client, app)).send({ content: "What is a lock?", components: [row] });

describe("a person", () => {
  it("runs a command and reads its answer alone", async () => {
    const { app } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const said = `${interaction.options.getSubcommand()} ${interaction.options.getString("zone")} ${interaction.options.getRole("role")?.name}`;
      await interaction.reply({ content: said, flags: MessageFlags.Ephemeral });
    });
    const options = { zone: "Europe/Berlin", role: "leads" };
    const answered = await app.command({ user: "ben", channel: "drills", command: "drill setup", options });
    expect([answered.became, answered.message?.content]).toEqual(["message", "setup Europe/Berlin leads"]);
    expect((await app.whispers({ user: "ben" })).map(({ content }) => content)).toEqual(["setup Europe/Berlin leads"]);
    expect(await app.everything()).toEqual([]);
    expect((await app.acknowledged()).map(({ kind }) => kind)).toEqual(["command"]);
    expect(await app.violations()).toEqual([]);
  });

  it.each([
    ["an option is missing", { command: "drill setup" }, "zone is missing"],
    ["it does not exist", { command: "drill dance" }, "no command drill dance"],
    ["it has subcommands", { command: "drill" }, "drill alone is no command"],
  ])("is held back by the client where %s", async (_name, said, because) => {
    const { app } = await answering(async () => undefined);
    const answered = await app.command({ user: "ben", channel: "drills", ...said });
    expect([answered.became, answered.because]).toEqual(["refused", because]);
  });

  it("is offered what fits while typing", async () => {
    const { app } = await answering(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: interaction.options.getFocused(), value: "v" }]);
    });
    const typed = { user: "ben", channel: "drills", command: "drill setup", options: { zone: "Eur" }, focused: "zone" };
    expect((await app.suggest(typed)).choices).toEqual([{ name: "Eur", value: "v" }]);
  });

  it("presses a button, fills the form in and sends it", async () => {
    const { app, client } = await answering(async (interaction) => {
      if (interaction.isButton()) await interaction.showModal(form);
      if (interaction.isModalSubmit()) {
        const text = interaction.fields.getTextInputValue("text");
        await interaction.reply({ content: `Saved: ${text}`, flags: MessageFlags.Ephemeral });
      }
    });
    const { id } = await posted(client, app);
    const opens = await app.press({ user: "anna", channel: "drills", id, customId: "mark:answer" });
    expect([opens.became, opens.modal?.title]).toEqual(["modal", "Your answer"]);
    expect((await app.modal({ user: "anna" }))?.customId).toBe("mark:form");
    expect((await app.submit({ user: "anna", entries: { text: "no" } })).because).toBe("text has a wrong length");
    const sent = await app.submit({ user: "anna", entries: { text: "It keeps others out." } });
    expect([sent.became, sent.message?.content]).toEqual(["message", "Saved: It keeps others out."]);
    expect(await app.modal({ user: "anna" })).toBe(null);
    expect(await app.violations()).toEqual([]);
  });

  it("chooses in a menu, which is changed", async () => {
    const options = [
      { label: "Locks", value: "locks" },
      { label: "Queues", value: "queues" },
    ];
    const menu = { type: 3, custom_id: "topics", max_values: 2, options } as const;
    const { app, client } = await answering(async (interaction) => {
      if (interaction.isStringSelectMenu())
        await interaction.update({ content: interaction.values.join(), components: [] });
    });
    const { id } = await (await drillsOf(client, app)).send({
      content: "Topics?",
      components: [{ type: 1, components: [menu] }],
    });
    const choice = { user: "anna", channel: "drills", id, customId: "topics" };
    const chosen = await app.choose({ ...choice, values: ["locks", "queues"] });
    expect([chosen.became, chosen.message?.content, chosen.message?.components]).toEqual([
      "updated",
      "locks,queues",
      [],
    ]);
    expect((await app.choose({ ...choice, values: ["locks"] })).because).toBe("no component topics");
  });

  it("uses a message command on what another wrote, which comes whole", async () => {
    const { app } = await answering(async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) {
        await interaction.reply({ content: interaction.targetMessage.content, flags: MessageFlags.Ephemeral });
      }
    });
    await app.messageContent("off");
    const id = await app.write({ user: "anna", channel: "drills", text: "It keeps others out." });
    const used = await app.messageCommand({ user: "ben", channel: "drills", id, name: "Use as my answer" });
    expect(used.message?.content).toBe("It keeps others out.");
  });

  it("waits for a slow answer that was deferred, and reads what comes later", async () => {
    const { app } = await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ content: "first" });
      await interaction.editReply({ content: "second" });
      await interaction.followUp({ content: "more", flags: MessageFlags.Ephemeral });
    });
    const { became, interaction } = await app.command({ user: "ben", channel: "drills", command: "drill status" });
    expect(became).toBe("deferred");
    await expect
      .poll(async () => (await app.whispers({ user: "ben" })).map(({ content }) => content))
      .toEqual(["second", "more"]);
    const reply = await app.reply({ interaction });
    expect([reply?.content, reply?.said.map(({ content }) => content)]).toEqual(["second", ["first", "second"]]);
    expect(await app.violations()).toEqual([]);
  });
});

describe("an interaction", () => {
  it("fails when nobody answers within 3 s, and cannot be answered after that", async () => {
    const { discord, app } = await opened({
      ...smallServer,
      time: { startsAt: "2027-03-15T09:00:00Z", wallMs: Date.now(), speed: 100 },
    });
    const client = await loggedIn(discord, app);
    await client.rest.put(`/applications/${app.keys.applicationId}/commands`, { body: commands });
    const asked = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve));
    expect((await app.command({ user: "ben", channel: "drills", command: "drill status" })).became).toBe("failed");
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error("no command");
    await expect(interaction.reply("late")).rejects.toMatchObject({ code: 10_062, status: 404 });
  });

  it("is answered once, and by its token for 15 minutes", async () => {
    const { app, client } = await answering(async () => undefined);
    const asked = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve));
    const answered = app.command({ user: "ben", channel: "drills", command: "drill status" });
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error("no command");
    await interaction.reply({ content: "once", flags: MessageFlags.Ephemeral });
    expect((await answered).became).toBe("message");
    const again = { body: { type: 4, data: { content: "twice", allowed_mentions: { parse: [] } } }, auth: false };
    const callback = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    await expect(client.rest.post(callback, again)).rejects.toMatchObject({ code: 40_060, status: 400 });
    await app.moveTime({ instant: Temporal.Now.instant().add({ minutes: 16 }).toString() });
    await expect(interaction.editReply("later")).rejects.toMatchObject({ code: 50_027, status: 401 });
  });

  it("is no form after a form", async () => {
    const { app, client } = await answering(async (interaction) => {
      if (interaction.isButton()) await interaction.showModal(form);
      if (interaction.isModalSubmit()) {
        const body = { type: 9, data: form.toJSON() };
        const callback = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
        const refused = client.rest.post(callback, { body, auth: false });
        await expect(refused).rejects.toMatchObject({ code: 50_035, status: 400 });
        await interaction.reply({ content: "no second form", flags: MessageFlags.Ephemeral });
      }
    });
    const { id } = await posted(client, app);
    await app.press({ user: "anna", channel: "drills", id, customId: "mark:answer" });
    const sent = await app.submit({ user: "anna", entries: { text: "It keeps others out." } });
    expect(sent.message?.content).toBe("no second form");
    expect(await app.violations()).toEqual([
      "POST /interactions/:id/:token/callback /type: Type 9 is no answer to this interaction. (developers/interactions/receiving-and-responding.mdx)",
    ]);
  });
});
