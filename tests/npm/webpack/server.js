import * as calliyo from "calliyo";
import { scenario } from "../scenario.mjs";

scenario(calliyo);
