import * as lib from "../_lib.js";
export = lib;
