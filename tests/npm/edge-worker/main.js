import * as calliyo from "calliyo";
import { scenario } from "../scenario.mjs";

export default {
  /** What `workerd test` calls. */
  test() {
    console.log(scenario(calliyo));
  },
};
