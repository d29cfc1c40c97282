#!/usr/bin/env node
require("./index.js").cli(process.argv.slice(2), require("node:path").join(__dirname, ".."));
