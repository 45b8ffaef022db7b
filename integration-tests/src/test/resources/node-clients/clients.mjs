// OpenAI's and Anthropic's own clients for Node.js against /v1. Arguments: base URL, key, and models that
// converse, make images and write down recordings. Ends with an error if anything is not as it should be.
import assert from 'node:assert/strict';
import OpenAI, { toFile } from 'openai';
import Anthropic from '@anthropic-ai/sdk';

const [base, apiKey, model, drawing, listening] = process.argv.slice(2);
const openai = new OpenAI({ baseURL: base + '/v1', apiKey, maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: base, apiKey, maxRetries: 0 });
const messages = [{ role: 'user', content: 'one two three' }];

const whole = await openai.chat.completions.create({ model, messages });
assert.equal(whole.choices[0].message.content, 'echo: one two three');
assert.equal(whole.usage.total_tokens, 7);

let text = '';
let usage;
for await (const chunk of await openai.chat.completions.create({
  model, messages, stream: true, stream_options: { include_usage: true },
})) {
  text += chunk.choices[0]?.delta.content ?? '';
  usage = chunk.usage ?? usage;
}
assert.equal(text, 'echo: one two three');
assert.equal(usage.total_tokens, 7);

const response = await openai.responses.create({ model, input: 'one two three' });
assert.equal(response.output_text, 'echo: one two three');
const final = await openai.responses.stream({ model, input: 'one two three' }).finalResponse();
assert.equal(final.output_text, 'echo: one two three');

const drawn = await openai.images.generate({ model: drawing, prompt: 'a red house' });
assert(drawn.data[0].b64_json.length > 0);
const recording = await toFile(Buffer.alloc(2000), 'speech.wav', { type: 'audio/wav' });
const heard = await openai.audio.transcriptions.create({ model: listening, file: recording });
assert.match(heard.text, /2000/);

assert((await openai.models.list()).data.some((each) => each.id === model));
await assert.rejects(openai.chat.completions.create({ model: 'no-such-model', messages }), OpenAI.NotFoundError);
await assert.rejects(openai.chat.completions.create({ model, messages, temprature: 1 }), OpenAI.BadRequestError);

const message = await anthropic.messages.create({ model, max_tokens: 100, messages });
assert.equal(message.content[0].text, 'echo: one two three');
const streamed = await anthropic.messages.stream({ model, max_tokens: 100, messages }).finalMessage();
assert.equal(streamed.content[0].text, 'echo: one two three');
assert.equal(streamed.usage.input_tokens, 3);
assert.equal(streamed.usage.output_tokens, 4);
await assert.rejects(
  anthropic.messages.create({ model: 'no-such-model', max_tokens: 100, messages }), Anthropic.NotFoundError);
const counting = anthropic.messages.countTokens({ model, messages });
if (model.startsWith('anthropic-')) {
  assert.equal((await counting).input_tokens, 3);
} else {
  await assert.rejects(counting, Anthropic.BadRequestError);
}

console.log('both clients are content');
