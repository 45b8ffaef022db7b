-- With which application key a call was made: over HTTP, where it is the application, or by signing on to a factory.
alter table trace add column application_key varchar(200);
update trace set application_key = application where source = 'http-key';
alter table usage_sum add column application_key varchar(200) default '' not null;
update usage_sum set application_key = application where source = 'http-key';
