// Holds the engine to `odd-facts.mjs`; returns what is wrong, as lines. Runs everywhere.
import { alike, refused, refusedWhole } from "./odd-facts.mjs";
import { canonicalise, difference, utf8 } from "./support.mjs";

const asOf = "2025-06-30";

export function checkOddFacts(pack) {
  const wrong = [];
  const say = (name, what) => wrong.push(`${name}: ${what}`);
  const attempt = (name, run) => {
    try {
      run();
    } catch (error) {
      say(name, `threw ${error?.stack ?? error}`);
    }
  };

  for (const [name, facts, text, only] of alike) {
    attempt(name, () => {
      const fromObject = pack.evaluate(facts(), { asOf });
      const bytes = utf8(pack.evaluateJson(text, { asOf }));
      if (only === "digest") {
        // The problems quote the words given, and those differ here; the facts do not.
        if (fromObject.facts !== JSON.parse(bytes).facts) say(name, "other digest of the facts");
        return;
      }
      const found = difference("object", canonicalise(fromObject), "text", bytes);
      if (found) say(name, found);
    });
  }

  const sized = pack.evaluate({ size: 1 }, { asOf });
  for (const [name, facts, names] of refused) {
    attempt(name, () => {
      const { problems, facts: digest } = pack.evaluate(facts(), { asOf });
      const about = problems.map((problem) => problem.fact).sort();
      if (String(about) !== String(names)) say(name, `problems about ${about}, not ${names}`);
      if (digest !== sized.facts) say(name, "the other facts do not count as if alone");
      for (const { code, message } of problems) {
        if (!code || !message.zh || !message.en) say(name, "a problem without words");
      }
    });
  }

  for (const [name, facts] of refusedWhole) {
    attempt(name, () => {
      const { problems } = pack.evaluate(facts(), { asOf });
      if (problems.length !== 1 || problems[0].fact !== "") {
        say(name, `not refused as a whole: ${JSON.stringify(problems)}`);
      }
    });
  }

  const checked = alike.length + refused.length + refusedWhole.length;
  return { checked, wrong };
}
