const people = "(?:candidates?|applicants?|interviewees?|respondents?|job[- ]?seekers?)";
const should =
  "(?:should|must|will|would|may|might|can|could|need|ought|mention|describe|explain|demonstrate|show|talk|discuss|who|that|with|cite|give|often|typically|usually|know|knows|understand|understands)";
const guiding = [
  `^(?:(?:strong|good|great|ideal|successful|experienced|qualified|senior|junior|weak|excellent|better|top|the|a|an|some|most|many|your)\\s+){0,4}${people}\\s+(?:\\w+ly\\s+)?${should}\\b`,
  `^(?:look|listen|watch|aim|probe)(?:ing)?\\s+(?:out\\s+)?for\\b`,
  `^(?:the\\s+|an?\\s+)?(?:good|great|strong|ideal|excellent|solid|weak|poor|complete|better|best)\\s+(?:answers?|responses?|repl(?:y|ies))\\b.{0,60}\\b(?:should|will|would|must|may|might|include|mention|cover|show|demonstrate|describe|explain|touch)`,
  `^(?:the\\s+)?(?:answers?|responses?)\\s+(?:should|must|ought)\\b`,
  `^(?:red|green|yellow) flags?\\b`,
  `^(?:ideally|in (?:an?|their|the) (?:answer|response|ideal answer)|at a minimum|as a minimum|for (?:senior|junior) roles),?.{0,40}\\b${people}\\b`,
  `^(?:an? |the )?(?:interviewers?|hiring managers?|employers?|recruiters?) (?:should|want|look|expect|hope|are looking|will (?:want|look))`,
  `\\b${people}\\s+(?:should|must|will (?:mention|explain|describe|know|be able)|may mention|might mention|need to)\\b`,
];
const pattern = new RegExp(guiding.join("|"), "iu");

/** Whether a paragraph tells an interviewer what a good answer has ("Candidates should …", "Look for …"). */
export const guides = (paragraph: string): boolean =>
  !/[?？]\s*$/u.test(paragraph) && pattern.test(paragraph.replace(/^[\s>*_+#-]+|^\d+[.)]\s+/gu, "").slice(0, 400));
