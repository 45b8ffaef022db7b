// OpenAI's and Anthropic's own clients for Node.js against /v1. The argument is a JSON object: the server's address, a key
// for everything and one for another model, and names of models. Ends with an error if anything is not as it should be.
import assert from 'node:assert/strict';
import OpenAI, { toFile } from 'openai';
import Anthropic from '@anthropic-ai/sdk';

const asked = JSON.parse(process.argv[2]);
const { base, model, streaming, onlyChats } = asked;
const openaiWith = (apiKey) => new OpenAI({ baseURL: base + '/v1', apiKey, maxRetries: 0 });
const anthropicWith = (apiKey) => new Anthropic({ baseURL: base, apiKey, maxRetries: 0 });
const openai = openaiWith(asked.key);
const anthropic = anthropicWith(asked.key);

const SAID = 'one two three';
const ECHO = 'echo: ' + SAID;
const CALL = 'call weather {"city": "Bern"}';
const CITY = { type: 'object', properties: { city: { type: 'string' } } };
const SUM = {
  type: 'object', properties: { total: { type: 'integer' } }, required: ['total'], additionalProperties: false,
};
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const messages = [{ role: 'user', content: SAID }];
const max_tokens = 100;

async function chats() {
  const whole = await openai.chat.completions.create({ model, messages });
  assert.equal(whole.choices[0].message.content, ECHO);
  assert.equal(whole.usage.total_tokens, 7);
  let text = '';
  let usage;
  for await (const chunk of await openai.chat.completions.create({
    model: streaming, messages, stream: true, stream_options: { include_usage: true },
  })) {
    text += chunk.choices[0]?.delta.content ?? '';
    usage = chunk.usage ?? usage;
  }
  assert.equal(text, ECHO);
  assert.equal(usage.total_tokens, 7);
}

async function chatsWithTools() {
  const tools = [{ type: 'function', function: { name: 'weather', parameters: CITY } }];
  const question = { role: 'user', content: CALL };
  const { message } = (await openai.chat.completions.create({ model, messages: [question], tools })).choices[0];
  assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), { city: 'Bern' });
  const streamed = await openai.chat.completions.stream({ model, messages: [question], tools }).finalChatCompletion();
  assert.equal(streamed.choices[0].message.tool_calls[0].function.name, 'weather');
  assert.equal(streamed.choices[0].finish_reason, 'tool_calls');
  // A streamed message has members of the client's own.
  for (const said of [message, streamed.choices[0].message]) {
    const result = { role: 'tool', tool_call_id: said.tool_calls[0].id, content: 'blue' };
    const told = await openai.chat.completions.create({ model, messages: [question, said, result], tools });
    assert.match(told.choices[0].message.content, /^echo: .*blue/s);
  }
}

async function chatsWithSchemasAndImages() {
  const structured = await openai.chat.completions.parse({
    model, messages, response_format: { type: 'json_schema', json_schema: { name: 'sum', strict: true, schema: SUM } },
  });
  const { message } = structured.choices[0];
  assert.equal(typeof message.parsed.total, 'number');
  const told = await openai.chat.completions.create({ model, messages: [...messages, message, ...messages] });
  assert.match(told.choices[0].message.content, /^echo: .*one two three/s);
  const seen = await openai.chat.completions.create({
    model,
    messages: [{
      role: 'user',
      content: [
        { type: 'text', text: SAID },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,' + PIXEL, detail: 'low' } },
      ],
    }],
  });
  assert.match(seen.choices[0].message.content, /^echo: one two three/);
}

async function responds() {
  assert.equal((await openai.responses.create({ model, input: SAID })).output_text, ECHO);
  const streamed = await openai.responses.stream({ model: streaming, input: SAID }).finalResponse();
  assert.equal(streamed.output_text, ECHO);
  assert.equal(streamed.usage.total_tokens, 7);
}

async function respondsWithToolsAndSchemas() {
  const tools = [{ type: 'function', name: 'weather', parameters: CITY, strict: false }];
  const question = { role: 'user', content: CALL };
  const first = await openai.responses.create({ model, input: [question], tools });
  const call = first.output.find((item) => item.type === 'function_call');
  assert.deepEqual(JSON.parse(call.arguments), { city: 'Bern' });
  const streamed = await openai.responses.stream({ model, input: [question], tools }).finalResponse();
  assert(streamed.output.some((item) => item.type === 'function_call' && item.name === 'weather'));
  const result = { type: 'function_call_output', call_id: call.call_id, output: 'blue' };
  const told = await openai.responses.create({ model, input: [question, ...first.output, result], tools });
  assert.match(told.output_text, /^echo: .*blue/s);
  const structured = await openai.responses.create({
    model, input: SAID, text: { format: { type: 'json_schema', name: 'sum', strict: true, schema: SUM } },
  });
  assert.equal(typeof JSON.parse(structured.output_text).total, 'number');
}

async function messagesAreAnswered() {
  const whole = await anthropic.messages.create({ model, max_tokens, messages });
  assert.equal(whole.content[0].text, ECHO);
  const streamed = await anthropic.messages.stream({ model: streaming, max_tokens, messages }).finalMessage();
  assert.equal(streamed.content[0].text, ECHO);
  assert.equal(streamed.usage.input_tokens, 3);
  assert.equal(streamed.usage.output_tokens, 4);
  const counting = anthropic.messages.countTokens({ model, messages });
  if (model.startsWith('anthropic-')) {
    assert.equal((await counting).input_tokens, 3);
  } else {
    await assert.rejects(counting, Anthropic.BadRequestError);
  }
}

async function messagesWithToolsSchemasAndImages() {
  const tools = [{ name: 'weather', input_schema: CITY }];
  const question = { role: 'user', content: CALL };
  const whole = await anthropic.messages.create({ model, max_tokens, messages: [question], tools });
  const streamed = await anthropic.messages.stream({ model, max_tokens, messages: [question], tools }).finalMessage();
  for (const answer of [whole, streamed]) {
    assert.equal(answer.stop_reason, 'tool_use');
    assert.deepEqual(answer.content.find((block) => block.type === 'tool_use').input, { city: 'Bern' });
  }
  const { id } = whole.content.find((block) => block.type === 'tool_use');
  const told = await anthropic.messages.create({
    model,
    max_tokens,
    tools,
    messages: [
      question,
      { role: 'assistant', content: whole.content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'blue' }] },
    ],
  });
  assert.match(told.content.find((block) => block.type === 'text').text, /^echo: .*blue/s);
  const structured = await anthropic.messages.create({
    model, max_tokens, messages, output_config: { format: { type: 'json_schema', schema: SUM } },
  });
  assert.equal(typeof JSON.parse(structured.content.find((block) => block.type === 'text').text).total, 'number');
  const seen = await anthropic.messages.create({
    model,
    max_tokens,
    messages: [{
      role: 'user',
      content: [
        { type: 'text', text: SAID, cache_control: { type: 'ephemeral' } },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
      ],
    }],
  });
  assert.match(seen.content.find((block) => block.type === 'text').text, /^echo: one two three/);
}

async function mediaAndVectors() {
  const drawn = await openai.images.generate({ model: asked.drawing, prompt: 'a red house' });
  assert(drawn.data[0].b64_json.length > 0);
  const recording = await toFile(Buffer.alloc(2000), 'speech.wav', { type: 'audio/wav' });
  const heard = await openai.audio.transcriptions.create({ model: asked.listening, file: recording });
  assert.match(heard.text, /2000/);
  const vectors = await openai.embeddings.create({ model: asked.embedding, input: ['a b', 'c d'], dimensions: 16 });
  assert.equal(vectors.data.length, 2);
  assert.equal(vectors.data[1].embedding.length, 16);
  assert.equal(vectors.usage.prompt_tokens, 4);
}

async function modelsAreListed() {
  const listed = (await openai.models.list()).data.find((each) => each.id === model);
  assert(listed.created > 1_700_000_000);
  const known = await anthropic.models.retrieve(model);
  assert(Date.parse(known.created_at) > 1_700_000_000_000);
}

async function failuresAreOfTheClientsOwnTypes() {
  for (const [create, more] of [
    [(client, request) => client.chat.completions.create(request), { messages }],
    [(client, request) => client.responses.create(request), { input: SAID }],
  ]) {
    const refused = (type, request, key = asked.key) =>
      assert.rejects(create(openaiWith(key), { model, ...more, ...request }), type);
    await refused(OpenAI.NotFoundError, { model: 'no-such-model' });
    await refused(OpenAI.BadRequestError, { temprature: 1 });
    if (asked.guesses) await refused(OpenAI.AuthenticationError, {}, 'emk-stranger');
    await refused(OpenAI.PermissionDeniedError, {}, asked.otherKey);
    await refused(OpenAI.RateLimitError, { model: asked.limited });
  }
  const refused = (type, request, key = asked.key) =>
    assert.rejects(anthropicWith(key).messages.create({ model, max_tokens, messages, ...request }), type);
  await refused(Anthropic.NotFoundError, { model: 'no-such-model' });
  await refused(Anthropic.BadRequestError, { temprature: 1 });
  if (asked.guesses) await refused(Anthropic.AuthenticationError, {}, 'emk-stranger');
  await refused(Anthropic.PermissionDeniedError, {}, asked.otherKey);
  await refused(Anthropic.RateLimitError, { model: asked.limited });
}

async function aStreamThatIsCutIsAFailure() {
  const long = 'one two three four five six seven eight nine';
  const words = [{ role: 'user', content: long }];
  await assert.rejects(async () => {
    for await (const chunk of await openai.chat.completions.create({ model: asked.cut, messages: words, stream: true })) {
      assert.notEqual(chunk.choices[0]?.finish_reason, 'stop');
    }
  }, OpenAI.APIError);
  await assert.rejects(openai.responses.stream({ model: asked.cut, input: long }).finalResponse());
  await assert.rejects(
    anthropic.messages.stream({ model: asked.cut, max_tokens, messages: words }).finalMessage(), Anthropic.APIError);
}

const steps = [
  chats, responds, messagesAreAnswered, mediaAndVectors, modelsAreListed, failuresAreOfTheClientsOwnTypes,
  aStreamThatIsCutIsAFailure,
];
if (!onlyChats) {
  steps.push(
    chatsWithTools, chatsWithSchemasAndImages, respondsWithToolsAndSchemas, messagesWithToolsSchemasAndImages);
}
for (const step of steps) {
  try {
    await step();
  } catch (failure) {
    console.error(step.name);
    throw failure;
  }
}
console.log('both clients are content');
