// Twilio's sole-proprietor walkthrough, by the official Node library. Called by test_node.py with
// the simulator's ready line as its argument; prints one line of JSON at the end.
const twilio = require("twilio");

const simulator = JSON.parse(process.argv[2]);
const mobile = "+15005550006"; // answers its OTP by itself

class OneHost extends twilio.RequestClient {
  request(options) {
    const url = new URL(options.uri);
    return super.request({ ...options, uri: simulator.url + url.pathname + url.search });
  }
}

const client = twilio(simulator.account_sid, simulator.auth_token, { httpClient: new OneHost() });

async function advance(seconds) {
  const body = JSON.stringify({ seconds });
  await fetch(`${simulator.url}/_sim/clock/advance`, { method: "POST", body });
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

async function main() {
  const customerProfileBundleSid = await profile();
  const a2PProfileBundleSid = await bundle(customerProfileBundleSid);
  const brand = await client.messaging.v1.brandRegistrations.create({
    customerProfileBundleSid, a2PProfileBundleSid, brandType: "SOLE_PROPRIETOR",
  });
  await advance(90);
  const service = await client.messaging.v1.services.create({ friendlyName: "Jane Doe" });
  const one = client.messaging.v1.services(service.sid);
  const campaign = await one.usAppToPerson.create({
    brandRegistrationSid: brand.sid,
    description: "Appointment reminders to customers who have asked for them in writing.",
    messageFlow: "Customers tick a box at jane.example.com/order when they order something.",
    messageSamples: ["Jane Doe: your order [number] is ready.", "Jane Doe: we open at [time]."],
    usAppToPersonUsecase: "SOLE_PROPRIETOR", hasEmbeddedLinks: false, hasEmbeddedPhone: false,
  });
  await advance(60 + 3 * 24 * 3600);
  await one.phoneNumbers.create({ phoneNumberSid: simulator.phone_numbers[0].sid });
  const numbers = await one.phoneNumbers.list({ pageSize: 1 });
  console.log(JSON.stringify({
    brand: (await client.messaging.v1.brandRegistrations(brand.sid).fetch()).identityStatus,
    campaign: (await one.usAppToPerson(campaign.sid).fetch()).campaignStatus,
    numbers: numbers.map((number) => number.phoneNumber),
  }));
}

main().catch((error) => { console.error(error); process.exit(1); });
