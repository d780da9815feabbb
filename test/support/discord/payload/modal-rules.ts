import { type Fields, isRecord } from "../../stand-in/record.ts";
import { brokenComponents, components, placed } from "./component-rules.ts";
import type { Problem } from "./problem.ts";

/** platform-facts.md 2.1: one to five components at the top. */
const mostFields = 5;
const facts = "platform-facts.md 2.1";

/** What a form breaks that no shape says. */
export function brokenModal(modal: Fields): readonly Problem[] {
  const { components: list } = modal;
  if (!Array.isArray(list)) return [];
  const rows = list.flatMap((one, place) => {
    const inside = isRecord(one) && one["type"] === components.row ? one["components"] : null;
    return Array.isArray(inside) && inside.length > 1 ? [place] : [];
  });
  return [
    ...(list.length > mostFields
      ? [
          {
            path: ["components"],
            code: "BASE_TYPE_BAD_LENGTH",
            message: "Must be between 1 and 5 in length.",
            source: facts,
          },
        ]
      : []),
    ...rows.map((place) => ({
      path: ["components", place, "components"],
      code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
      message: "A row of a form has one field.",
      source: "developers/components/reference.mdx",
    })),
    ...brokenComponents(placed(list, ["components"])),
  ];
}
