import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { forms, messages } from "./messages.js";
import { _, ngettext } from "./words.js";

const page = (lang) => (globalThis.document = { documentElement: { lang } });

afterEach(() => {
  delete globalThis.document;
  for (const words of [messages, forms]) for (const key of Object.keys(words)) delete words[key];
});

test("English is what stands in the script", () => {
  assert.equal(_("Copy"), "Copy");
  assert.equal(_("Continue at %(time)s", { time: "1:09" }), "Continue at 1:09");
  assert.equal(ngettext("%(count)s word", "%(count)s words", 1), "1 word");
  assert.equal(ngettext("%(count)s word", "%(count)s words", 1234), "1,234 words");
});

test("what is filled in is never a message itself", () => {
  assert.equal(_("“%(asked)s”", { asked: "%(time)s $& <b>", time: "no" }), "“%(time)s $& <b>”");
});

test("other words, in the order of their language, with its numbers", () => {
  page("de");
  messages["%(place)s of %(whole)s"] = "von %(whole)s: %(place)s";
  assert.equal(_("%(place)s of %(whole)s", { place: 3, whole: 12345 }), "von 12.345: 3");
});

test("as many forms as a language has", () => {
  page("ru");
  messages["%(count)s word"] = ["%(count)s слово", "%(count)s слова", "%(count)s слов"];
  Object.assign(forms, { one: 0, few: 1, many: 2 });
  const said = [1, 3, 11, 21].map((count) => ngettext("%(count)s word", "%(count)s words", count));
  assert.deepEqual(said, ["1 слово", "3 слова", "11 слов", "21 слово"]);
});

test("digits are those of the page", () => {
  page("fa");
  assert.doesNotMatch(ngettext("%(count)s word", "%(count)s words", 12345), /[۰-۹]/);
});
