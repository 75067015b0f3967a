using System.Text;
using Intake.Playbooks;
using Intake.Submissions.Sources;
using Intake.Tests.Playbooks;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

/// <summary>How form providers prove that a call is theirs.</summary>
public sealed class FormSignatureTests
{
    private const string HubSpotUri = "https://www.example.com/webhook_uri";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"google_key":"a secret of the tests, long enough","event_id":"é"}""");

    /// <summary>Two with a time in another unit and base string, so that every kind that a playbook can describe is tried.</summary>
    private static readonly SourceProof Timed = new()
    {
        Kind = ProofKind.Hmac, Header = "x-sig", Base64 = true, Prefix = "v1=", Timestamp = "x-time", Base = "{timestamp}.{method}.{url}.{body}",
    };

    public static TheoryData<string> Signed => ["typeform", "webflow", "hubspot", "meta"];

    public static TheoryData<string> Known => ["typeform", "webflow", "hubspot", "meta", "google-ads", "linkedin", "gravity-forms", "elementor", "wpforms", "contact-form-7"];

    [Fact]
    public void The_vector_of_typeform_holds()
    {
        var body = """{"event_id":"01HXYZ","event_type":"form_response","form_response":{"form_id":"lT4Z3j","token":"a3a12ec67a1365927098a606107fac15"}}"""u8;
        Assert.Equal(SignatureState.Valid, TypeformAdapter.Check("abc123", "sha256=3/Rl0LUuTi43IeV3wXcBDNDjXuU7+luaMFZk19ZPg2I=", body));
    }

    [Theory]
    [InlineData("4d364bc87054a1f010ee53c548df71070cae01daa1279a7fb95b778189fd493e", true)]
    [InlineData("3f8e5d6c4d364bc87054a1f010ee53c548df71070cae01daa1279a7fb95b7781", false)]
    public void The_vector_of_webflow_holds_and_the_published_wrong_one_does_not(string signature, bool valid)
    {
        var state = WebflowAdapter.Check("test_secret", "1705332000", signature, """{"triggerType":"form_submission","payload":{}}"""u8);
        Assert.Equal(valid ? SignatureState.Valid : SignatureState.Wrong, state);
    }

    [Fact]
    public void The_vector_of_hubspot_holds() => Assert.Equal(SignatureState.Valid, HubSpotAdapter.Check(
        "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy", "POST", HubSpotUri, "1720705455858", "HuFyVxWr8IRcwuAIzztXsN8lW4lnuPfJwb5TI2staX0=",
        """{"example_field":"example_value"}"""u8));

    [Theory]
    [InlineData("9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900")]
    [InlineData("232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de")]
    public void Older_signatures_of_hubspot_are_not_taken(string signature) => Assert.NotEqual(SignatureState.Valid, HubSpotAdapter.Check(
        "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy", "POST", HubSpotUri, "1720705455858", signature, """{"example_field":"example_value"}"""u8));

    [Theory, MemberData(nameof(Known))]
    public void A_genuine_call_passes_also_by_the_second_of_two_secrets_and_by_no_other(string provider)
    {
        var adapter = Adapter(provider);
        Assert.Equal(FormSigning.Secret, adapter.Verify(FormSigning.Call(provider, Body)).Secret);
        Assert.Equal(FormSigning.Secret, adapter.Verify(FormSigning.Call(provider, Body, secrets: [FormSigning.Other, FormSigning.Secret])).Secret);
        Assert.Null(adapter.Verify(FormSigning.Call(provider, Body, secrets: [FormSigning.Other])).Secret);
        Assert.Null(adapter.Verify(FormSigning.Call(provider, Body, secrets: [""])).Secret);
    }

    [Theory, MemberData(nameof(Signed))]
    public void No_changed_bit_of_body_header_or_secret_passes(string provider)
    {
        var adapter = Adapter(provider);
        var good = FormSigning.Headers(provider, Body, FormSigning.Secret, Sample.Now);
        Bits.ForEachChange(Body, changed => Refused(adapter, good, changed, FormSigning.Secret));
        Bits.ForEachChange(FormSigning.Secret, changed => Refused(adapter, good, Body, changed));
        foreach (var (name, value) in good)
        {
            Bits.ForEachChange(value, changed => Refused(adapter, new(good) { [name] = changed }, Body, FormSigning.Secret));
            Refused(adapter, new(good) { [name] = "" }, Body, FormSigning.Secret);
            foreach (var other in good.Values.Where(other => other != value)) Refused(adapter, new(good) { [name] = other }, Body, FormSigning.Secret);
        }
    }

    [Theory, MemberData(nameof(Known))]
    public void No_changed_bit_of_a_secret_that_is_sent_passes(string provider)
    {
        var adapter = Adapter(provider);
        Bits.ForEachChange(FormSigning.Secret, changed => Assert.Null(adapter.Verify(FormSigning.Call(provider,
            provider == "google-ads" ? Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(new { google_key = changed })) : Body,
            secret: changed, secrets: [FormSigning.Secret])).Secret));
    }

    [Fact]
    public void Swapped_headers_and_another_address_or_method_fail()
    {
        var good = FormSigning.Headers("hubspot", Body, FormSigning.Secret, Sample.Now);
        var call = FormSigning.Call("hubspot", Body);
        Assert.NotNull(HubSpotAdapter.Verify(call).Secret);
        Assert.Null(HubSpotAdapter.Verify(call with { Method = "PUT" }).Secret);
        Assert.Null(HubSpotAdapter.Verify(call with { Url = new Uri("https://intake.example/api/webhooks/other") }).Secret);
        Refused(Adapter("hubspot"), new(good) { ["x-hubspot-signature-v3"] = good["x-hubspot-request-timestamp"], ["x-hubspot-request-timestamp"] = good["x-hubspot-signature-v3"] }, Body, FormSigning.Secret);
    }

    [Fact]
    public void A_described_signature_may_cover_time_method_and_address()
    {
        var headers = TimedHeaders();
        WebhookCall Call(string time, string method) => new(
            [FormSigning.Secret], method, FormSigning.Address, null, name => name == "x-time" ? time : headers.GetValueOrDefault(name), Body, Sample.Now);

        Assert.Equal(0, GenericProof.Verify(Timed, Call(headers["x-time"], "POST")).Freshness.Age);
        Assert.NotNull(GenericProof.Verify(Timed, Call(headers["x-time"], "POST")).Secret);
        Assert.Null(GenericProof.Verify(Timed, Call(headers["x-time"], "GET")).Secret);
        Bits.ForEachChange(headers["x-time"], changed => Assert.Null(GenericProof.Verify(Timed, Call(changed, "POST")).Secret));
    }

    [Fact]
    public void An_old_time_is_told()
    {
        var headers = FormSigning.Headers("webflow", Body, FormSigning.Secret, Sample.Now.AddDays(-2));
        var verified = WebflowAdapter.Verify(Calls.Of(Body, headers, FormSigning.Secret));
        Assert.Equal((SignatureState.Valid, true), (verified.State, verified.Freshness.IsOld));
    }

    [Fact]
    public void A_million_mutations_of_all_schemes_pass_nowhere()
    {
        const int rounds = 1_000_000;
        var random = new Random(20260924);
        var schemes = new List<(Verify Verify, Dictionary<string, string> Headers)>
        {
            (TypeformAdapter.Verify, FormSigning.Headers("typeform", Body, FormSigning.Secret, Sample.Now)),
            (WebflowAdapter.Verify, FormSigning.Headers("webflow", Body, FormSigning.Secret, Sample.Now)),
            (HubSpotAdapter.Verify, FormSigning.Headers("hubspot", Body, FormSigning.Secret, Sample.Now)),
            (Adapter("meta").Verify, FormSigning.Headers("meta", Body, FormSigning.Secret, Sample.Now)),
            (Adapter("gravity-forms").Verify, FormSigning.Headers("gravity-forms", Body, FormSigning.Secret, Sample.Now)),
            (call => GenericProof.Verify(Timed, call), TimedHeaders()),
            (ZoomAdapter.Verify, Signing.Zoom(Body, Sample.Now, FormSigning.Secret)),
            (call => StandardAdapter.Verify(call with { Secrets = [Sample.StandardSecret] }), One(Signing.Standard(Body, Sample.Now))),
        };
        foreach (var (verify, headers) in schemes) Assert.NotNull(verify(Call(headers, Body)).Secret);
        for (var round = 0; round < rounds; round++)
        {
            var (verify, headers) = schemes[round % schemes.Count];
            var (changed, body) = Mutated(random, headers, round % schemes.Count == 4);
            if (verify(Call(changed, body)).Secret is not null) Assert.Fail($"Round {round} passed.");
        }
    }

    private static WebhookCall Call(Dictionary<string, string> headers, byte[] body) =>
        new([FormSigning.Secret], "POST", FormSigning.Address, null, name => headers.GetValueOrDefault(name), body, Sample.Now);

    // One to four characters or bytes become others, are taken out or put in; where nothing is signed, only the header can be wrong.
    private static (Dictionary<string, string> Headers, byte[] Body) Mutated(Random random, Dictionary<string, string> headers, bool headersOnly)
    {
        if (!headersOnly && random.Next(2) == 0)
        {
            var bytes = Body.ToList();
            do Change(random, bytes, () => (byte)random.Next(256));
            while (bytes.SequenceEqual(Body) || random.Next(3) == 0);
            return (headers, [.. bytes]);
        }
        var (name, value) = headers.ElementAt(random.Next(headers.Count));
        var text = value.ToList();
        // No space: it separates the signatures of Standard Webhooks, so that one more changes nothing.
        do Change(random, text, () => (char)random.Next(33, 127));
        while (text.SequenceEqual(value) || random.Next(3) == 0);
        return (new(headers) { [name] = new string([.. text]) }, Body);
    }

    private static void Change<T>(Random random, List<T> list, Func<T> next)
    {
        var at = random.Next(list.Count + 1);
        var what = random.Next(3);
        if (what == 0) list.Insert(at, next());
        else if (at < list.Count && what == 1 && list.Count > 1) list.RemoveAt(at);
        else if (at < list.Count) list[at] = next();
    }

    private static Dictionary<string, string> TimedHeaders()
    {
        var time = Sample.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var hash = System.Security.Cryptography.HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(FormSigning.Secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}.POST.{FormSigning.Address}."), .. Body]);
        return new(StringComparer.OrdinalIgnoreCase) { ["x-time"] = time, ["x-sig"] = "v1=" + Convert.ToBase64String(hash) };
    }

    // Of several signatures one is enough, so a change in another would rightly pass.
    private static Dictionary<string, string> One(Dictionary<string, string> headers) =>
        new(headers) { ["webhook-signature"] = headers["webhook-signature"].Split(' ')[^1] };

    private static void Refused(Provider adapter, Dictionary<string, string> headers, byte[] body, string secret) =>
        Assert.Null(adapter.Verify(Calls.Of(body, headers, secret) with { Url = FormSigning.Address }).Secret);

    private static Provider Adapter(string provider) => Providers.Find(provider, SamplePlaybook.Instance)!;
}
