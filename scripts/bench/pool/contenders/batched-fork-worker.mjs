import { tasks } from "./tasks.mjs";

let answers = [];

process.on("message", (calls) => {
  for (const [id, name, args] of calls) {
    tasks[name](args).then((result) => {
      if (answers.length === 0) process.nextTick(answer);
      answers.push([id, result]);
    });
  }
});
process.on("disconnect", () => process.exit());

function answer() {
  process.send(answers);
  answers = [];
}
