-- When the call of a body began, so that old ones are found without a look at all of them. A server of the release before
-- that still writes leaves it to the clock.
alter table trace_body add column started_at timestamp(6) with time zone default current_timestamp not null;
update trace_body set started_at = (select t.started_at from trace t where t.id = trace_body.trace_row);
create index trace_body_by_time on trace_body (started_at, trace_row);
