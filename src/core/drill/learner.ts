import { z } from "zod";
import { dateRange } from "../schedule/plan.ts";

/** What a workspace keeps about one person besides their entries. */
export const learner = z.object({
  /** Days that neither count nor break a streak. */
  away: z.array(dateRange).readonly(),
});
