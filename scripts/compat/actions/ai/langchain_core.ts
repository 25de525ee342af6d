import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableLambda } from "@langchain/core/runnables";

/**
 * Fill a prompt and parse an answer.
 *
 * @title @langchain/core
 */
export async function useLangChain(): Promise<string> {
  const prompt = ChatPromptTemplate.fromMessages([["human", "Say {word}"]]);
  const model = RunnableLambda.from((value: { toString(): string }) => `said ${String(value)}`);
  return prompt.pipe(model).pipe(new StringOutputParser()).invoke({ word: "hello" });
}
