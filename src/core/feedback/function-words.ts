const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that hold English sentences together and carry no content of their own. */
export const functionWords = setOf(`
  a about above across actually after again against ago all almost already also although always am among an and any
  anyway are aren around as at away back basically be because been before behind being below beside besides between
  both but by came can could couldn did didn do does doesn doing don down due during either else especially etc even
  ever exactly far for from generally had hadn has hasn have haven having he her here hers him his how however i if in
  inside instead into is isn it its itself just kind let lets like ll ma may maybe me might mine mostly much must my
  mustn myself near needn now of off ok okay on onto or other others our ours out outside over perhaps please pretty probably
  quite rather re really s shall she should shouldn simply since so some somehow someone something sometimes somewhere
  still such t than that the their theirs them themselves then there thereby therefore these they thing things this
  those though through thus till to together toward towards typically under unless until up upon us usually ve via
  was wasn way we well were weren what whatever when whenever where whereas wherever whether which while who whoever
  whom whose why will with within won would wouldn yes yet you your yours yourself imho imo iirc afaik
  gonna wanna sth eg ie vs btw
`);

/** Words that deny what follows them. */
const denying = setOf("not no never none neither nor cannot without nobody nothing nowhere hardly non nope unlike");
/** Denials as people type them in a hurry. */
const hurried = setOf(
  "dont doesnt didnt isnt arent wasnt werent cant wont wouldnt shouldnt couldnt hasnt havent hadnt mustnt aint",
);
/** Words that say that something does not come to be: they can stand for a "not", and deny nothing around them. */
const averting = setOf("avoid avoids avoided avoiding prevent prevents prevented preventing");

/** Verbs that are hardly ever anything else, and so tell a sentence from a list of key words, but tell little themselves. */
export const plainVerbs: ReadonlySet<string> = setOf(`
  add adds added allow allows allowed applies apply ask asks asked avoid avoids become becomes begin begins blocks broke
  choose chooses comes come contains contain decide decides define defines depend depends ensure ensures expire expires
  finds find forget get gets gave give gives goes go got grow grows guarantee guarantees handle handles happen happens
  helped hide hides improve improves include includes keep keeps kept know knows lets live lives lose loses lost made make
  makes mean means measured move moves need needs needed prefer prevent prevents protect protects provide provides put
  puts read reads receive receives reduce reduces remember remove removes require requires respond return returns run
  runs said say says see sees send sends sent serve serves show shows stay stays stop stops stored stores store survive
  survives take takes tell tells think told took tried tries try use used uses using validate validates verifies verify
  waits wait want wanted wants went work works write writes wrote checks ran happens depend contains carries carry check
  follows follow splits sits lies belongs belong changed changes change gets replaces replace reads creates create updates
  update deletes delete identifies identify describes describe decoupled handled signed hashed encrypted checked
  released shipped agreed listened learned learnt delivered built
`);

/** Words of number and need: they stand beside anything, so two words with one of these come together by chance. */
export const vague: ReadonlySet<string> = setOf("only each several more need to");

/** Words of time, order and people, that any sentence may have: beside another word they tell nothing. */
export const light: ReadonlySet<string> = setOf(
  "somebody someone anybody anyone everybody everyone same time way lot first second last next one two three find get look come go",
);

export const isFunctionWord = (word: string): boolean => functionWords.has(word);
export const isDenial = (word: string): boolean => denying.has(word) || hurried.has(word);
export const isAverting = (word: string): boolean => averting.has(word);

/** Whether a word shows that somebody made a sentence of it. */
export const connects = (word: string): boolean => functionWords.has(word) || isDenial(word) || plainVerbs.has(word);
