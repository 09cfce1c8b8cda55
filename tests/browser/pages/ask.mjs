/** The answers of the package whose module has this address, in its string form. What is thrown is told in its place. */
export async function ask(entry, questions) {
  const { default: init, call, Engine } = await import(entry);
  await init();

  function answer({ operation, policy, request }) {
    if (policy === undefined) {
      return call(operation, request);
    }
    const engine = new Engine(policy);
    try {
      return engine.call(operation, request);
    } finally {
      engine.free();
    }
  }

  return questions.map((question) => {
    try {
      return answer(question);
    } catch (error) {
      return `thrown: ${error}`;
    }
  });
}
