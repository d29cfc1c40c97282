require("./index.js").start("pipeline");
