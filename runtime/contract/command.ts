/** The command line as it works where the package is installed in a project, for messages; the command's name follows. */
export const commandLine = "npx actionary";

/** The command that generates, for messages. */
export const codegenCommand = "npx actionary codegen";
