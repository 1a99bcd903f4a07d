// `npm test`: installs what is missing, then everything that can be tested: the checks and unit tests, the build, and the whole product against real
// clients. Ends with one line: N passed, N failed.
import { build } from "./build.mjs";
import { check, finish, sum, vitestTwice } from "./check.mjs";
import { installMissing } from "./debian-packages.mjs";
import { install } from "./install.mjs";

try {
  installMissing();
  if (install()) console.log("Packages installed.");
} catch (error) {
  console.error(error.message);
  finish({ passed: 0, failed: 1 });
}

const quick = await check();
finish(sum([quick, built(), endToEnd()]));

/** The product as a whole, without the files marked `@module-tag long`, which `npm run e2e` runs too. */
function endToEnd() {
  return vitestTwice(["--config", "vitest.e2e.config.ts", "--tagsFilter=!long"]);
}

function built() {
  try {
    for (const name of build()) console.log(`Built the ${name}.`);
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}
