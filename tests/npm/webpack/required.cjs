const { default: init, Engine } = require("calliyo/slim");

module.exports = async (policy) => {
  await init("/slim.wasm");
  return new Engine(policy);
};
