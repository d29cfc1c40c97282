require("./index.js").start("migrate");
