require("./index.js").start("deploy-post");
