require("./index.js").start("test");
