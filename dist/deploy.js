require("./index.js").start("deploy");
