import { isRecord } from "./record.ts";

type Definitions = Readonly<Record<string, unknown>>;

/**
 * Makes each union of things with a `type` say which of them it judges by: "must be one of these types", then only what
 * that one asks for. As `anyOf` stands, one wrong field in one block is reported as twenty wrong blocks.
 */
export function focus(schema: unknown): unknown {
  const definitions: Definitions = isRecord(schema) && isRecord(schema["definitions"]) ? schema["definitions"] : {};
  return focused(schema, definitions);
}

function focused(node: unknown, definitions: Definitions): unknown {
  if (Array.isArray(node)) return node.map((one) => focused(one, definitions));
  if (!isRecord(node)) return node;
  const branches = node["anyOf"];
  if (Array.isArray(branches)) {
    const members = branches.flatMap((one) => membersOf(one, definitions));
    const kinds = new Set(members.map((one) => kindOf(one, definitions)));
    if (!kinds.has(null) && kinds.size > 1) return byKind(members, definitions);
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, focused(value, definitions)]));
}

function byKind(members: readonly unknown[], definitions: Definitions): unknown {
  const groups = Map.groupBy(members, (one) => kindOf(one, definitions));
  const allOf = [...groups].map(([kind, group]) => ({
    if: { properties: { type: { const: kind } }, required: ["type"] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword.
    then:
      group.length === 1 ? focused(group[0], definitions) : { anyOf: group.map((one) => focused(one, definitions)) },
  }));
  return { type: "object", required: ["type"], properties: { type: { enum: [...groups.keys()] } }, allOf };
}

/** A union of unions is one union. */
function membersOf(node: unknown, definitions: Definitions): readonly unknown[] {
  const branches = branchesOf(resolved(node, definitions));
  const isSameKind = new Set(branches.map((one) => kindOf(one, definitions))).size === 1;
  return branches.length === 0 || isSameKind ? [node] : branches.flatMap((one) => membersOf(one, definitions));
}

/** The `type` of a thing; of a union too, when all of it has the same. Null: it has none, or several. */
function kindOf(node: unknown, definitions: Definitions): string | null {
  const meant = resolved(node, definitions);
  const branches = branchesOf(meant);
  if (branches.length > 0) {
    const kinds = new Set(branches.map((one) => kindOf(one, definitions)));
    return kinds.size === 1 ? ([...kinds][0] ?? null) : null;
  }
  const properties = isRecord(meant) ? meant["properties"] : undefined;
  const type = isRecord(properties) ? properties["type"] : undefined;
  const kind = isRecord(type) ? type["const"] : undefined;
  return typeof kind === "string" ? kind : null;
}

const branchesOf = (node: unknown): readonly unknown[] =>
  isRecord(node) && Array.isArray(node["anyOf"]) ? node["anyOf"] : [];

function resolved(node: unknown, definitions: Definitions): unknown {
  const reference = isRecord(node) ? node["$ref"] : undefined;
  if (typeof reference !== "string") return node;
  return definitions[decodeURIComponent(reference.replace("#/definitions/", ""))];
}
