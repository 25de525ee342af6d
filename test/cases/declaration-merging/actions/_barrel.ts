export * from "./_opts.js";
