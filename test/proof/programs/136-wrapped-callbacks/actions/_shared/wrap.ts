async function timed<T>(run: () => Promise<T>): Promise<T> {
  const began = Date.now();
  try {
    return await run();
  } finally {
    console.log(Date.now() - began);
  }
}

export function traced<T>(name: string, work: () => Promise<T>): Promise<T> {
  return timed(async () => {
    console.log(name);
    return work();
  });
}
