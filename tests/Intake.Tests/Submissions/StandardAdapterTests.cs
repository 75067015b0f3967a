using System.Text;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

public sealed class StandardAdapterTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek", Timestamp = "1614265330", Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = "{\"test\": 2432232314}"u8.ToArray();

    [Fact]
    public void The_published_signature_holds_and_any_changed_bit_does_not()
    {
        Assert.Equal(SignatureState.Valid, Check());
        Bits.ForEachChange(Body, changed => Assert.NotEqual(SignatureState.Valid, Check(body: changed)));
        Bits.ForEachChange(Signature, changed => Assert.NotEqual(SignatureState.Valid, Check(signature: changed)));
        Bits.ForEachChange(Timestamp, changed => Assert.NotEqual(SignatureState.Valid, Check(timestamp: changed)));
        Bits.ForEachChange(Id, changed => Assert.NotEqual(SignatureState.Valid, Check(id: changed)));
    }

    [Theory]
    [InlineData("v1,AAAA " + Signature, SignatureState.Valid)]
    [InlineData("v1a,AAAA  " + Signature + " ", SignatureState.Valid)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", SignatureState.Wrong)]
    [InlineData("", SignatureState.Missing)]
    [InlineData("v1,", SignatureState.Wrong)]
    public void One_of_several_signatures_must_fit(string signature, SignatureState state) => Assert.Equal(state, Check(signature: signature));

    [Theory]
    [InlineData("whsec_", null)]
    [InlineData("whsec_not base64", null)]
    [InlineData("whsec_c2hvcnQ=", null)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 24)]
    public void A_secret_is_base64_of_24_to_64_bytes(string secret, int? length) => Assert.Equal(length, StandardSignature.Key(secret)?.Length);

    [Fact]
    public void Every_error_is_told_at_once()
    {
        var body = """{"type":"webinar.attended","data":{"person":{"email":"nobody"},"attendedMinutes":"long","occurredAt":"yesterday"}}"""u8.ToArray();
        var unmapped = Assert.IsType<Reading.Unmapped>(Read(body));
        Assert.Equal(["data.webinar.id", "data.person.email", "data.occurredAt", "data.attendedMinutes"], unmapped.Rejection.Errors.Select(error => error.Field));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("1600-01-01T00:00:00Z")]
    public void A_time_that_was_never_set_is_no_time(string time)
    {
        using var body = System.Text.Json.JsonDocument.Parse($$"""{ "data": { "occurredAt": "{{time}}" } }""");
        var standard = new StandardBody(body.RootElement);
        Assert.Null(standard.Time("data.occurredAt"));
        Assert.Equal([new FieldError("data.occurredAt", FieldFault.NotATime)], standard.Errors);
    }

    [Fact]
    public void Other_types_are_ignored_and_the_message_id_is_the_key()
    {
        var other = """{"type":"invoice.paid"}"""u8.ToArray();
        Assert.IsType<Reading.Ignored>(Read(other));
        var body = """{"type":"webinar.registered","data":{"webinar":{"id":4711},"person":{"email":"a@b.nl"}}}"""u8.ToArray();
        var received = Assert.Single(Assert.IsType<Reading.Received>(Read(body, "msg_42")).Items);
        Assert.Equal(("msg_42", "pweb-energie"), (received.MessageId, received.Entry.Content));
    }

    [Fact]
    public void Any_of_several_secrets_may_fit()
    {
        var call = Calls.Of(Body, Signing.Standard(Body, Sample.Now), "whsec_wrongwrongwrongwrongwrongwrongwr", Sample.StandardSecret);
        Assert.Equal(Sample.StandardSecret, StandardAdapter.Verify(call).Secret);
    }

    internal static Reading Read(byte[] body, string id = "msg_1") =>
        StandardAdapter.Read(Calls.Kept("standard", Calls.Of(body, Signing.Standard(body, Sample.Now, id))), Sample.Playbook);

    private static SignatureState Check(string id = Id, string timestamp = Timestamp, string signature = Signature, byte[]? body = null) =>
        StandardSignature.Check(Sample.StandardSecret, id, timestamp, signature, body ?? Body);
}
