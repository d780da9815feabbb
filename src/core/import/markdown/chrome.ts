/** What surrounds questions on a page, and is none: tables of contents, badges, ways back to the top, licences, thanks. */
import type { Line } from "./blocks.ts";
import { MATCHED_CHARS } from "./blocks.ts";

const subject =
  "(?:guide|repo(?:sitory)?|list|article|page|post|document|project|book|collection|series|resource|material|course|website|site|app|blog|bank|cheat ?sheet|readme|note|notes|vault|handbook)";

const whole = [
  "(?:table of )?contents?(?: table)?",
  "toc|index|sections|navigation|menu|quick links?|jump to|overview|summary|preface|foreword|introduction|intro|background|motivation|purpose|goals?|scope|disclaimer|notice|note|notes|legend|key",
  "(?:about|who am i)(?: (?:me|us|the authors?|this.*|the.*|author|you))?",
  "(?:how|ways?|want|would you like) (?:to|can (?:i|you|we)) (?:contribute.*|get (?:started|involved)|participate|cite(?: this.*)?|(?:help|support|star|join)(?: (?:us|me|out|this|the project).*)?)\\??",
  // Alone, or of the guide itself: people do ask how to use a lock and how to build an image.
  `how (?:to|can (?:i|you|we)) (?:use|read|navigate|study|prepare|practi[cs]e|run|build|install)(?:(?: .*)? (?:guide|repo(?:sitory)?|handbook|course|readme|article|cheat ?sheet|interview)s?(?: .*)?)?\\??`,
  "(?:contribut\\w*|contributors?|contribution)(?:[ :].*)?|(?:our |top |special )?contributors?.*",
  "(?:project |our |all )?(?:licen[cs]e|licensing|copyright|legal|terms|code of conduct)(?: .{0,30})?",
  "(?:the |about the |our )?(?:authors?|maintainers?|credits?|acknowledge?ments?|thanks?|special thanks.*|thank you.*|attribution|inspiration|inspired by)",
  "(?:sponsors?|sponsorship|donat\\w+|backers?|support(?: (?:us|me|this.*|the.*))?|buy me a coffee.*|star history|stargazers?.*|give (?:a|it a) star.*|show your support)",
  "(?:change ?log|release notes|what['’]?s new|news|updates?|roadmap|todo|to do|status|stats|statistics)",
  "(?:translations?|languages?|available (?:languages|translations)|other languages)",
  "(?:getting started|get started|quick ?start|installation|install|setup|usage|prerequisites?|requirements|build|development|running.{0,20}|features)",
  "(?:conclusions?|final (?:thoughts?|words?|notes?|tips?)|closing(?: .{0,20})?|wrap(?:ping)?[- ]?up|in conclusion|to sum up|summing up|bottom line|parting (?:thoughts|words)|key takeaways?|takeaways?|the end|good luck.*|happy .*|best of luck.*)",
  "(?:.{0,30}\\s)?(?:tips?|advice|tricks|do['’]?s (?:and|&) don['’]?ts)(?: (?:for|on|to|before|and|from|when|about|during)\\b.*)?",
  "(?:next steps?|what['’]?s next\\??|where to go (?:next|from here)\\??|before (?:you|we) (?:start|begin|go)|a (?:note|word) (?:on|about|of).*)",
  "(?:(?:further|more|additional|recommended|other|useful|external|suggested) )?(?:reading|resources?|references?|sources?|links?|materials?|books?|videos?|courses?|bibliography|citations?)(?: .{0,30})?",
  "(?:see also|related(?: .{0,40})?|you (?:may|might) also (?:like|enjoy).*|read (?:more|next).*|also read.*|more (?:articles|posts|guides|from).*)",
  "(?:contact(?: (?:me|us))?|connect(?: with.*)?|follow (?:me|us).*|feedback|stay (?:updated|in touch|tuned).*|subscribe.*|newsletter|join .*(?:community|newsletter|chat|us).*|share .*|social.*|community|questions or .*|got questions.*|have questions.*|found .*(?:helpful|useful).*|advertisement|ads?|sponsored.*|promo.*|looking for .*(?:job|course).*)",
  "(?:what|why|who|how)(?:['’]s| is| are| was| does| do| did| should| can|) ?(?:it )?(?:this|these)(?: (?:project|repo(?:sitory)?|guide|list|for|about|all about|work|exist|made|page|document).*)?\\??",
  "who (?:is|are) (?:this|these|it).{0,40}for\\??|who should (?:read|use).*|(?:what|why|how) (?:will|should|can|do|did) (?:you|i|we) (?:will )?(?:learn|expect|find here|read this|make this|write this|create this|use this|contribute|study).*|what to expect.*|what you(?:['’]ll| will| should| need).*",
  "how (?:this|these|the) .*(?:works?|organi[sz]ed|structured|chosen|selected|made)\\??|how (?:to|do i|do you|should (?:i|you|one|we)|can (?:i|you)) (?:prepare|study|get ready|practi[cs]e|succeed|ace|crack|use|answer|approach)(?: .*)?\\b(?:interview|guide|repo\\w*|list|questions?|page|study|job|exam)s?\\b.*",
  "why (?:prepare|practi[cs]e|companies|employers|interviewers|do (?:companies|employers|interviewers)).*",
  "(?:目录|目次|前言|简介|介绍|许可证|贡献|参考|总结|содержание|оглавление|введение|заключение|лицензия|авторы|índice|introducción|conclusi[oó]n|licencia|sumário|introdução|conclusão|licença|sommaire|table des matières|introduction|licence|inhalt|inhaltsverzeichnis|einleitung|fazit|lizenz)",
];
const chrome = new RegExp(`^(?:${whole.join("|")})[\\s:.!…]{0,4}$`, "iu");
const selfReference = new RegExp(`\\b(?:this|these) (?:\\w+ )?${subject}s?\\b`, "iu");

/** Whether a plain title heads a part of a page that holds no questions. */
export const isChrome = (title: string): boolean => chrome.test(title) || selfReference.test(title);

/** Whether such a part is a table of contents, which is one at any depth. */
export const isContents = (title: string): boolean =>
  /^(?:(?:table of )?contents?|toc|index|目录|目次|содержание|оглавление|índice|sumário|sommaire|inhalt(?:sverzeichnis)?)[\s:]*$/iu.test(
    title,
  );

const anchorLink =
  /!?\[(?:[^[\]]|\[[^[\]]*\])*\]\(\s*(?:#[^()\s]*|\.{0,2}\/?[\w./%-]*(?:#[^()\s]*)?)(?:\s+"[^"]*")?\s*\)/gu;
const anchorTag = /<a\b[^<>]*href\s?=\s?["']?#[^<>]*>[^<>]*(?:<\/?(?:b|i|strong|em)>[^<>]*){0,4}<\/a>/giu;
const badge =
  /\[?!\[[^[\]]*\]\([^()]*(?:shields\.io|badge|travis-ci|codecov|opencollective|awesome\.re|githubusercontent|\.svg)[^()]*\)(?:\]\([^()]*\))?/giu;
const toTop =
  /^(?:\(?\s*)(?:back to (?:the )?(?:top|contents|toc|table of contents|index|questions|list|home|start)|return to (?:the )?(?:top|contents|toc|index)|go (?:to|back to) (?:the )?(?:top|toc)|to (?:the )?top|top|table of contents|toc|up|home|prev(?:ious)?(?: next)?|next|наверх|вверх|вернуться к оглавлению|volver arriba|voltar ao topo|返回顶部|回到顶部|返回目录|⇧|↑|⬆|🔝)?(?:\s*\)?)$/iu;

/** Whether a line is there to get around the page: a way back to the top, badges alone, links between chapters. */
export function isNavigation({ kind, text }: Line): boolean {
  if (kind !== "text" || text.length > MATCHED_CHARS || !/[[<⬆↑🔝]|top/iu.test(text)) return false;
  const withoutBadges = text.replace(badge, "");
  const links = withoutBadges.match(anchorLink) ?? withoutBadges.match(anchorTag) ?? [];
  const rest = withoutBadges
    .replace(anchorLink, "")
    .replace(anchorTag, "")
    .replace(/<[^<>]*>/gu, "");
  const words = rest.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  if (links.length === 0)
    return withoutBadges !== text
      ? words === ""
      : words !== "" && toTop.test(words) && text.trim().length < 60 && /[⬆↑🔝⇧[<]|^\W*(?:back|return) to/iu.test(text);
  // A list's number or a word like "top" may stand beside the link.
  return /^\d{0,4}$/u.test(words) || toTop.test(words);
}
