import { secret } from "actionary";

const intercom = secret({ name: "intercom", keys: ["INTERCOM_TOKEN", "INTERCOM_APP_ID"] });

export default intercom;
