// Twilio's walkthroughs (documents 000 to 004) by the official Go library. Called by test_go.py with the
// simulator's ready line as its argument; prints one line of JSON at the end.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/twilio/twilio-go/client"
	api "github.com/twilio/twilio-go/rest/api/v2010"
	messaging "github.com/twilio/twilio-go/rest/messaging/v1"
	trusthub "github.com/twilio/twilio-go/rest/trusthub/v1"
)

const (
	mobile      = "+15005550006" // answers its OTP by itself
	campaignSid = "QE2c6890da8086d771620e9b13fadeba0b"
	email       = "jane@jane.example.com"
	description = "Appointment reminders to customers who have asked for them in writing."
	flow        = "Customers tick a box at jane.example.com/order when they order something."
	answer      = "Jane Doe: you are subscribed. Reply STOP to end, HELP for help."
	privacy     = "https://jane.example.com/privacy"
	terms       = "https://jane.example.com/terms"
	day         = 24 * 3600
)

var samples = []string{"Jane Doe: your order [number] is ready.", "Jane Doe: we open at [time]."}

type readyLine struct {
	Url          string              `json:"url"`
	AccountSid   string              `json:"account_sid"`
	AuthToken    string              `json:"auth_token"`
	Primary      string              `json:"primary_customer_profile_sid"`
	PhoneNumbers []map[string]string `json:"phone_numbers"`
}

// oneHost sends what is meant for any of Twilio's hosts to the simulator.
type oneHost struct{ target *url.URL }

func (host oneHost) RoundTrip(request *http.Request) (*http.Response, error) {
	request.URL.Scheme, request.URL.Host = host.target.Scheme, host.target.Host
	return http.DefaultTransport.RoundTrip(request)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func code(err error) int {
	refusal, ok := err.(*client.TwilioRestError)
	if !ok {
		panic(fmt.Sprintf("not refused: %v", err))
	}
	return refusal.Code
}

type walk struct {
	simulator readyLine
	accounts  *api.ApiService
	messaging *messaging.ApiService
	trusthub  *trusthub.ApiService
}

func (w walk) control(path string, body any) map[string]any {
	content := must(json.Marshal(body))
	response := must(http.Post(w.simulator.Url+"/_sim"+path, "application/json", bytes.NewReader(content)))
	defer response.Body.Close()
	var result map[string]any
	if err := json.NewDecoder(response.Body).Decode(&result); err != nil || response.StatusCode != 200 {
		panic(fmt.Sprint(path, response.StatusCode, result, err))
	}
	return result
}

func (w walk) advance(seconds int) {
	w.control("/clock/advance", map[string]int{"seconds": seconds})
}

func (w walk) endUser(kind string, attributes map[string]string) string {
	params := (&trusthub.CreateEndUserParams{}).SetFriendlyName("Jane").SetType(kind).SetAttributes(attributes)
	return *must(w.trusthub.CreateEndUser(params)).Sid
}

func (w walk) profile() string {
	created := must(w.trusthub.CreateCustomerProfile((&trusthub.CreateCustomerProfileParams{}).
		SetFriendlyName("Jane Doe").SetEmail(email).SetPolicySid("RN806dd6cd175f314e1f96a9727ee271f4")))
	person := w.endUser("starter_customer_profile_information", map[string]string{
		"email": email, "first_name": "Jane", "last_name": "Doe", "phone_number": mobile,
	})
	address := must(w.accounts.CreateAddress((&api.CreateAddressParams{}).SetCustomerName("Jane Doe").
		SetStreet("1 Market St").SetCity("San Francisco").SetRegion("CA").SetPostalCode("94105").SetIsoCountry("US")))
	document := must(w.trusthub.CreateSupportingDocument((&trusthub.CreateSupportingDocumentParams{}).
		SetFriendlyName("Address").SetType("customer_profile_address").
		SetAttributes(map[string]string{"address_sids": *address.Sid})))
	for _, sid := range []string{person, *document.Sid, w.simulator.Primary} {
		must(w.trusthub.CreateCustomerProfileEntityAssignment(*created.Sid,
			(&trusthub.CreateCustomerProfileEntityAssignmentParams{}).SetObjectSid(sid)))
	}
	must(w.trusthub.UpdateCustomerProfile(*created.Sid,
		(&trusthub.UpdateCustomerProfileParams{}).SetStatus("pending-review")))
	w.advance(30)
	return *created.Sid
}

func (w walk) bundle(profile string) string {
	created := must(w.trusthub.CreateTrustProduct((&trusthub.CreateTrustProductParams{}).
		SetFriendlyName("Jane Doe").SetEmail(email).SetPolicySid("RN670d5d2e282a6130ae063b234b6019c8")))
	business := w.endUser("sole_proprietor_information", map[string]string{
		"brand_name": "Jane Doe", "mobile_phone_number": mobile, "vertical": "RETAIL",
	})
	for _, sid := range []string{business, profile} {
		must(w.trusthub.CreateTrustProductEntityAssignment(*created.Sid,
			(&trusthub.CreateTrustProductEntityAssignmentParams{}).SetObjectSid(sid)))
	}
	must(w.trusthub.UpdateTrustProduct(*created.Sid,
		(&trusthub.UpdateTrustProductParams{}).SetStatus("pending-review")))
	w.advance(30)
	return *created.Sid
}

func campaign(brand string) *messaging.CreateUsAppToPersonParams {
	return (&messaging.CreateUsAppToPersonParams{}).SetBrandRegistrationSid(brand).SetDescription(description).
		SetMessageFlow(flow).SetMessageSamples(samples).SetUsAppToPersonUsecase("SOLE_PROPRIETOR").
		SetHasEmbeddedLinks(false).SetHasEmbeddedPhone(false).
		SetPrivacyPolicyUrl(privacy).SetTermsAndConditionsUrl(terms)
}

func (w walk) service() string {
	return *must(w.messaging.CreateService((&messaging.CreateServiceParams{}).SetFriendlyName("Jane Doe"))).Sid
}

func (w walk) fetch(service string) *messaging.MessagingV1UsAppToPersonResponse {
	return must(w.messaging.FetchUsAppToPerson(service, campaignSid, &messaging.FetchUsAppToPersonParams{}))
}

func (w walk) register(results map[string]any) (string, string) { // document 001
	profile := w.profile()
	brand := *must(w.messaging.CreateBrandRegistrations((&messaging.CreateBrandRegistrationsParams{}).
		SetCustomerProfileBundleSid(profile).SetA2PProfileBundleSid(w.bundle(profile)).
		SetBrandType("SOLE_PROPRIETOR"))).Sid
	w.advance(90)
	service := w.service()
	must(w.messaging.CreateUsAppToPerson(service, campaign(brand)))
	w.advance(60 + 3*day)
	number := w.simulator.PhoneNumbers[0]["sid"]
	must(w.messaging.CreatePhoneNumber(service, (&messaging.CreatePhoneNumberParams{}).SetPhoneNumberSid(number)))
	numbers := []string{}
	for _, each := range must(w.messaging.ListPhoneNumber(service, (&messaging.ListPhoneNumberParams{}).SetPageSize(1))) {
		numbers = append(numbers, *each.PhoneNumber)
	}
	results["brand"] = *must(w.messaging.FetchBrandRegistrations(brand)).IdentityStatus
	results["campaign"] = *w.fetch(service).CampaignStatus
	results["numbers"] = numbers
	return brand, service
}

func (w walk) update(service string, results map[string]any) { // document 004
	error := map[string]any{"error_code": 30893}
	w.control("/campaigns/"+service+"/decide", map[string]any{"status": "FAILED", "errors": []any{error}})
	results["rejected"] = (*w.fetch(service).Errors)[0]["error_code"]
	updated := must(w.messaging.UpdateUsAppToPerson(service, campaignSid, (&messaging.UpdateUsAppToPersonParams{}).
		SetDescription(description+" Edited.").SetMessageFlow(flow).SetMessageSamples(samples).
		SetHasEmbeddedLinks(false).SetHasEmbeddedPhone(false).SetAgeGated(false).SetDirectLending(false)))
	results["updated"] = *updated.CampaignStatus
}

func (w walk) read(brand, service string, results map[string]any) { // document 003
	listed := must(w.messaging.ListUsAppToPerson(service, &messaging.ListUsAppToPersonParams{}))
	results["listed"] = len(listed)
	usecases := must(w.messaging.FetchUsAppToPersonUsecase(service,
		(&messaging.FetchUsAppToPersonUsecaseParams{}).SetBrandRegistrationSid(brand)))
	first := (*usecases.UsAppToPersonUsecases)[0].(map[string]any)
	results["usecase"] = first["code"]
	if err := w.messaging.DeleteUsAppToPerson(service, campaignSid); err != nil {
		panic(err)
	}
	w.advance(6)
}

func (w walk) optIn(brand, service string, results map[string]any) { // document 002
	_, err := w.messaging.CreateUsAppToPerson(service, campaign(brand).SetMessageFlow(""))
	results["missing"] = code(err)
	_, err = w.messaging.CreateUsAppToPerson(service, campaign(brand).SetDescription("too short"))
	results["length"] = code(err)
	created := must(w.messaging.CreateUsAppToPerson(service, campaign(brand).
		SetOptInMessage(answer).SetOptInKeywords([]string{"Start", "join"}).SetOptOutMessage(answer).
		SetOptOutKeywords([]string{"STOP"}).SetHelpMessage(answer).SetHelpKeywords([]string{"HELP"})))
	results["opt_in_keywords"] = *created.OptInKeywords
	results["opt_out_is_twilios"] = strings.HasPrefix(*created.OptOutMessage, "You have successfully been unsubscribed")
}

func (w walk) external(results map[string]any) { // document 000
	id := w.control("/tcr/campaigns", map[string]any{})["campaign_id"].(string)
	w.control("/tcr/campaigns/"+id+"/share", map[string]any{})
	w.control("/tcr/campaigns/"+id+"/decide", map[string]any{"status": "accept"})
	service := w.service()
	must(w.messaging.CreateExternalCampaign((&messaging.CreateExternalCampaignParams{}).
		SetCampaignId(id).SetMessagingServiceSid(service)))
	w.advance(6 * day)
	associated := w.fetch(service)
	results["external"] = []any{*associated.CampaignStatus, *associated.IsExternallyRegistered}
}

func main() {
	var simulator readyLine
	if err := json.Unmarshal([]byte(os.Args[1]), &simulator); err != nil {
		panic(err)
	}
	backend := &client.Client{
		Credentials: client.NewCredentials(simulator.AccountSid, simulator.AuthToken),
		HTTPClient:  &http.Client{Transport: oneHost{must(url.Parse(simulator.Url))}},
	}
	backend.SetAccountSid(simulator.AccountSid)
	handler := client.NewRequestHandler(backend)
	w := walk{simulator, api.NewApiService(handler), messaging.NewApiService(handler), trusthub.NewApiService(handler)}
	results := map[string]any{}
	brand, service := w.register(results)
	w.update(service, results)
	w.read(brand, service, results)
	w.optIn(brand, service, results)
	w.external(results)
	fmt.Println(string(must(json.Marshal(results))))
}
