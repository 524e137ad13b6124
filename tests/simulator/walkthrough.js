// Twilio's walkthroughs (documents 000 to 004) by the official Node library. Called by test_node.py with
// the simulator's ready line as its argument; prints one line of JSON at the end.
const twilio = require("twilio");

const simulator = JSON.parse(process.argv[2]);
const mobile = "+15005550006"; // answers its OTP by itself
const CAMPAIGN = "QE2c6890da8086d771620e9b13fadeba0b";
const DAY = 24 * 3600;
const answer = "Jane Doe: you are subscribed. Reply STOP to end, HELP for help.";
const texts = {
  description: "Appointment reminders to customers who have asked for them in writing.",
  messageFlow: "Customers tick a box at jane.example.com/order when they order something.",
  messageSamples: ["Jane Doe: your order [number] is ready.", "Jane Doe: we open at [time]."],
  hasEmbeddedLinks: false, hasEmbeddedPhone: false,
};

class OneHost extends twilio.RequestClient {
  request(options) {
    const url = new URL(options.uri);
    return super.request({ ...options, uri: simulator.url + url.pathname + url.search });
  }
}

const client = twilio(simulator.account_sid, simulator.auth_token, { httpClient: new OneHost() });

async function control(path, content) {
  const answered = await fetch(`${simulator.url}/_sim${path}`, { method: "POST", body: JSON.stringify(content) });
  if (!answered.ok) throw new Error(`${path}: ${await answered.text()}`);
  return answered.json();
}

const advance = (seconds) => control("/clock/advance", { seconds });

async function codeOf(call) {
  try {
    await call;
  } catch (refusal) {
    return refusal.code;
  }
  throw new Error("not refused");
}

async function profile() {
  const email = "jane@jane.example.com";
  const created = await client.trusthub.v1.customerProfiles.create({
    friendlyName: "Jane Doe", email, policySid: "RN806dd6cd175f314e1f96a9727ee271f4",
  });
  const endUser = await client.trusthub.v1.endUsers.create({
    friendlyName: "Jane", type: "starter_customer_profile_information",
    attributes: { email, first_name: "Jane", last_name: "Doe", phone_number: mobile },
  });
  const address = await client.addresses.create({
    customerName: "Jane Doe", street: "1 Market St", city: "San Francisco", region: "CA",
    postalCode: "94105", isoCountry: "US",
  });
  const document = await client.trusthub.v1.supportingDocuments.create({
    friendlyName: "Address", type: "customer_profile_address",
    attributes: { address_sids: address.sid },
  });
  const one = client.trusthub.v1.customerProfiles(created.sid);
  for (const objectSid of [endUser.sid, document.sid, simulator.primary_customer_profile_sid]) {
    await one.customerProfilesEntityAssignments.create({ objectSid });
  }
  const evaluation = await one.customerProfilesEvaluations.create({ policySid: created.policySid });
  if (evaluation.status !== "compliant") throw new Error(JSON.stringify(evaluation.results));
  await one.update({ status: "pending-review" });
  await advance(30);
  return created.sid;
}

async function bundle(profileSid) {
  const created = await client.trusthub.v1.trustProducts.create({
    friendlyName: "Jane Doe", email: "jane@jane.example.com",
    policySid: "RN670d5d2e282a6130ae063b234b6019c8",
  });
  const information = await client.trusthub.v1.endUsers.create({
    friendlyName: "Jane", type: "sole_proprietor_information",
    attributes: { brand_name: "Jane Doe", mobile_phone_number: mobile, vertical: "RETAIL" },
  });
  const one = client.trusthub.v1.trustProducts(created.sid);
  for (const objectSid of [information.sid, profileSid]) {
    await one.trustProductsEntityAssignments.create({ objectSid });
  }
  await one.update({ status: "pending-review" });
  await advance(30);
  return created.sid;
}

function campaign(brandRegistrationSid) {
  return {
    ...texts, brandRegistrationSid, usAppToPersonUsecase: "SOLE_PROPRIETOR",
    privacyPolicyUrl: "https://jane.example.com/privacy",
    termsAndConditionsUrl: "https://jane.example.com/terms",
  };
}

async function makeService() {
  const service = await client.messaging.v1.services.create({ friendlyName: "Jane Doe" });
  return client.messaging.v1.services(service.sid);
}

async function register(results) { // document 001
  const customerProfileBundleSid = await profile();
  const a2PProfileBundleSid = await bundle(customerProfileBundleSid);
  const brand = await client.messaging.v1.brandRegistrations.create({
    customerProfileBundleSid, a2PProfileBundleSid, brandType: "SOLE_PROPRIETOR",
  });
  await advance(90);
  const service = await makeService();
  await service.usAppToPerson.create(campaign(brand.sid));
  await advance(60 + 3 * DAY);
  await service.phoneNumbers.create({ phoneNumberSid: simulator.phone_numbers[0].sid });
  const numbers = await service.phoneNumbers.list({ pageSize: 1 });
  results.brand = (await client.messaging.v1.brandRegistrations(brand.sid).fetch()).identityStatus;
  results.campaign = (await service.usAppToPerson(CAMPAIGN).fetch()).campaignStatus;
  results.numbers = numbers.map((number) => number.phoneNumber);
  return [brand.sid, service, (await service.fetch()).sid];
}

async function update(service, serviceSid, results) { // document 004
  await control(`/campaigns/${serviceSid}/decide`, { status: "FAILED", errors: [{ error_code: 30893 }] });
  results.rejected = (await service.usAppToPerson(CAMPAIGN).fetch()).errors[0].error_code;
  const seven = { ...texts, description: `${texts.description} Edited.`, ageGated: false, directLending: false };
  results.updated = (await service.usAppToPerson(CAMPAIGN).update(seven)).campaignStatus;
}

async function read(brandRegistrationSid, service, results) { // document 003
  results.listed = (await service.usAppToPerson.list()).length;
  const usecases = await service.usAppToPersonUsecases.fetch({ brandRegistrationSid });
  results.usecase = usecases.usAppToPersonUsecases[0].code;
  await service.usAppToPerson(CAMPAIGN).remove();
  await advance(6);
}

async function optIn(brand, service, results) { // document 002
  const create = (changes) => service.usAppToPerson.create({ ...campaign(brand), ...changes });
  results.missing = await codeOf(create({ messageFlow: "" }));
  results.length = await codeOf(create({ description: "too short" }));
  const created = await create({
    optInMessage: answer, optInKeywords: ["Start", "join"], optOutMessage: answer, optOutKeywords: ["STOP"],
    helpMessage: answer, helpKeywords: ["HELP"],
  });
  results.opt_in_keywords = created.optInKeywords;
  results.opt_out_is_twilios = created.optOutMessage.startsWith("You have successfully been unsubscribed");
}

async function external(results) { // document 000
  const campaignId = (await control("/tcr/campaigns", {})).campaign_id;
  await control(`/tcr/campaigns/${campaignId}/share`, {});
  await control(`/tcr/campaigns/${campaignId}/decide`, { status: "accept" });
  const service = await makeService();
  const messagingServiceSid = (await service.fetch()).sid;
  await client.messaging.v1.externalCampaign.create({ campaignId, messagingServiceSid });
  await advance(6 * DAY);
  const associated = await service.usAppToPerson(CAMPAIGN).fetch();
  results.external = [associated.campaignStatus, associated.isExternallyRegistered];
}

async function main() {
  const results = {};
  const [brand, service, serviceSid] = await register(results);
  await update(service, serviceSid, results);
  await read(brand, service, results);
  await optIn(brand, service, results);
  await external(results);
  console.log(JSON.stringify(results));
}

main().catch((error) => { console.error(error); process.exit(1); });
