import type { core } from "zod";
import type { ZodMiniType } from "zod/mini";
import { isRecord } from "../../stand-in/record.ts";
import type { Problem } from "./problem.ts";

const source = "discord-api-spec 10.0.266135";

/** What a payload breaks of a shape of Discord's published specification. */
export function brokenShape(shape: ZodMiniType, payload: unknown): readonly Problem[] {
  const parsed = shape.safeParse(payload);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemsOf(issue, [], payload));
}

function problemsOf(issue: core.$ZodIssue, above: Problem["path"], payload: unknown): readonly Problem[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === "symbol" ? step.toString() : step))];
  if (issue.code === "invalid_union") {
    const meant = meantBranch(issue);
    if (meant !== undefined) return meant.flatMap((one) => problemsOf(one, path, payload));
  }
  return [{ path, ...said(issue, at(payload, path)), source }];
}

/** Of the kinds a thing might be, the one whose `type` it has; nobody needs to hear why it is none of the others. */
function meantBranch(issue: core.$ZodIssueInvalidUnion): readonly core.$ZodIssue[] | undefined {
  const branches = issue.errors.filter((one) => one.length > 0);
  const fitting = branches.filter((one) => !one.some(({ path }) => path[0] === "type" || path.length === 0));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function at(payload: unknown, path: Problem["path"]): unknown {
  return path.reduce<unknown>((node, step) => {
    if (Array.isArray(node)) return node[Number(step)];
    return isRecord(node) ? node[step] : undefined;
  }, payload);
}

// The names and texts of Discord's form errors are [memory] but for those in developers/reference.mdx.
function said(issue: core.$ZodIssue, value: unknown): Pick<Problem, "code" | "message"> {
  if (value === undefined) return { code: "BASE_TYPE_REQUIRED", message: "This field is required" };
  const isText = typeof value === "string" || Array.isArray(value);
  switch (issue.code) {
    case "too_big":
      return isText
        ? { code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: "NUMBER_TYPE_MAX", message: `int value should be less than or equal to ${issue.maximum}.` };
    case "too_small":
      return isText
        ? { code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${issue.minimum} or more in length.` }
        : { code: "NUMBER_TYPE_MIN", message: `int value should be greater than or equal to ${issue.minimum}.` };
    case "invalid_value":
      return { code: "BASE_TYPE_CHOICES", message: `Value must be one of {${issue.values.map(String).join(", ")}}.` };
    case "invalid_type":
      return { code: "BASE_TYPE_BAD_TYPE", message: `Must be of the type ${issue.expected}.` };
    default:
      return { code: "BASE_TYPE_BAD_VALUE", message: `Not what the specification says: ${issue.code}.` };
  }
}
