/** The largest question file, in bytes; the longest of the shipped ones has 40,000, nearly all of them phrases. */
export const FILE_BYTES = 65_536;
/** The longest front matter, and `topics.yaml`, in characters: half as much again as the longest of the shipped questions. */
export const YAML_CHARS = 56_000;
/** How deep front matter may nest; a question needs four levels. */
export const YAML_DEPTH = 20;
/** The most problems told of one file; what follows is usually the same mistake. */
export const PROBLEMS_PER_FILE = 50;
/** The longest id of a question or topic, in characters: it is a part of keys and of file names. */
export const ID_CHARS = 50;

/** The longest texts of a question, in characters. */
export const TEXT_CHARS = {
  title: 100,
  /** Fits one message on every platform, with the bot's own words around it. */
  prompt: 1_500,
  /** Two messages at most on the strictest platform with 4,000 characters. */
  answer: 8_000,
  say: 200,
  alias: 120,
  tag: 30,
  followUp: 300,
  source: 300,
  topicLine: 200,
} as const;

/** The longest lists of a question. */
export const LIST_ITEMS = { tags: 12, points: 20, aliases: 50, reject: 50, followUps: 10, sources: 20 } as const;
