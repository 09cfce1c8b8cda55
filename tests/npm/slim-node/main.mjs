import { readFileSync } from "node:fs";
import * as calliyo from "calliyo/slim";
import { scenario } from "../scenario.mjs";

const bytes = (name) => readFileSync(new URL(import.meta.resolve(name)));

calliyo.initSync(bytes("calliyo/slim.wasm"));

const data = bytes("calliyo/zones/Asia/Kolkata.tzif").toString("base64");
console.log(scenario(calliyo, { name: "Asia/Kolkata", data }));
