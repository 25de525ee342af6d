export async function withRetry<T>(attempt: () => Promise<T>, times = 2): Promise<T> {
  for (let left = times; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
