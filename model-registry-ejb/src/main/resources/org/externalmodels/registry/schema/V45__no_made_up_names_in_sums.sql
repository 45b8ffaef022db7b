-- Names of which callers made up that there is a model or a connection: there is no end to them, so sums have none.
update usage_sum set model = '', connection = '' where code = 'MODEL_NOT_FOUND';
update usage_sum set connection = '' where code = 'CONNECTION_NOT_FOUND';
update usage_trend set model = '', connection = '' where codes = 'MODEL_NOT_FOUND=' || cast(requests as varchar(20));
update usage_trend set connection = '' where codes = 'CONNECTION_NOT_FOUND=' || cast(requests as varchar(20));
