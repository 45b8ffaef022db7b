-- Answers that were given again from the response cache, and the tokens that this saved; unknown ones are null.
alter table trace add column from_cache boolean default false not null;
alter table trace add column saved_input_tokens bigint;
alter table trace add column saved_output_tokens bigint;
