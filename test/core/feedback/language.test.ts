import { expect, it } from "vitest";
import { isOtherLanguage } from "../../../src/core/feedback/language.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const vocabulary = vocabularyOf([aQuestion("a", { answer: "redis memcached ttl invalidation stampede cache" })]);
const other = (text: string) => isOtherLanguage(tokensIn(text, { start: 0, end: text.length }, vocabulary), vocabulary);

const others: readonly (readonly [language: string, text: string])[] = [
  ["German", "Ein Cache hält Kopien der Daten im Speicher, damit die Datenbank weniger Last hat."],
  ["French", "Le cache garde des copies des données dans la mémoire, avec un TTL pour chaque clé."],
  ["Spanish", "Una caché guarda copias de los datos en memoria para que la base de datos no sufra."],
  ["Portuguese", "Um cache guarda cópias dos dados em memória, com um TTL para não ficar velho."],
  ["Italian", "Una cache tiene le copie dei dati nella memoria, con un TTL per ogni chiave che scade."],
  ["Dutch", "Een cache houdt kopieën van de data in het geheugen, zodat de database niet belast wordt."],
  ["Polish", "Pamięć podręczna trzyma kopie danych, aby baza nie była obciążona, oraz ma TTL dla kluczy."],
  ["Finnish", "Välimuisti säilyttää kopioita tiedoista nopeassa muistissa tietokannan kuormituksen pienentämiseksi"],
  ["Russian", "Кэш хранит копии данных в памяти, TTL ограничивает их возраст."],
  ["Russian with English words in it", "Кэш хранит the копии данных in памяти, TTL ограничивает их возраст."],
  ["Japanese", "キャッシュ は データ の コピー を 保持 します。"],
  ["Arabic", "التخزين المؤقت يحتفظ بنسخ من البيانات"],
];
it.each(others)("knows %s", (_language, text) => expect(other(text)).toBe(true));

const english: readonly (readonly [name: string, text: string])[] = [
  ["a sentence", "A cache keeps copies of data in memory."],
  ["a name in another script", "Redis (redis по-русски) keeps copies of the data."],
  ["key words", "redis, memcached, ttl, invalidation, stampede, cache"],
  ["a few foreign words", "El Niño of caches: the stampede. Das is what we avoid."],
  ["nothing", ""],
  ["numbers", "1 2 3 4 5 6 7 8"],
];
it.each(english)("takes %s for English", (_name, text) => expect(other(text)).toBe(false));
