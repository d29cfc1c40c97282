require("./index.js").start("build");
