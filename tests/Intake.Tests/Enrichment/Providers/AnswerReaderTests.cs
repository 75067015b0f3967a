using System.Net;
using System.Text;
using CsCheck;
using Intake.Accounts;
using Intake.Enrichment.Providers;

namespace Intake.Tests.Enrichment.Providers;

public sealed class AnswerReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 3, 9, 0, 0, TimeSpan.Zero);

    private static readonly ProviderOptions Options = new()
    {
        Name = "facts", Url = "https://api.example/{domain}", NotFoundStatus = [404, 422],
        Paths = new(StringComparer.OrdinalIgnoreCase)
        {
            ["name"] = "$.name", ["staff"] = "$.metrics.employees", ["industry"] = "$.category.industry", ["country"] = "$.geo.country",
            ["postcode"] = "$.geo.postalCode", ["legalForm"] = "$.legal[0].form",
        },
    };

    [Fact]
    public void Facts_are_put_in_our_words()
    {
        const string body = """
            {"name":" Hoekstra Transport ","metrics":{"employees":"250-999"},"category":{"industry":"Transport"},
             "geo":{"country":"Netherlands","postalCode":"8021 ab"},"legal":[{"form":"B.V."},{"form":"N.V."}],"email":"ingrid@hoekstra.example"}
            """;
        var facts = Assert.IsType<ProviderAnswer.Found>(Read(200, body)).Facts;
        Assert.Equal(
            new ProviderFacts { Name = "Hoekstra Transport", Staff = 250, Industry = "logistics", Country = "NL", Postcode = "8021 AB", LegalForm = "B.V." }, facts);
        Assert.Equal(
            ["looked-up:companyName=Hoekstra Transport", "looked-up:staff=250", "looked-up:industry=logistics", "looked-up:country=NL", "looked-up:postcode=8021 AB", "looked-up:legalForm=B.V."],
            facts.AsFacts().Select(fact => $"{fact.Key}={fact.Value}"));
    }

    [Fact]
    public void A_conclusion_beats_nothing_that_was_told()
    {
        var told = Facts.None.Merge([new(FactNames.Staff, "12")], Now, "submission");
        Assert.Equal("12", told.Merge(new ProviderFacts { Staff = 900 }.AsFacts(), Now.AddDays(1), "provider").Of(FactNames.Staff));
    }

    [Theory]
    [InlineData("""{"name":"Acme","metrics":{"employees":17}}""", "Acme", 17)]
    [InlineData("""{"name":null,"metrics":{"employees":17.0}}""", null, 17)]
    [InlineData("""{"name":"two\nlines","metrics":{"employees":"some"},"geo":{"country":"NL"}}""", null, null)]
    [InlineData("""{"name":{"a":1},"metrics":[1],"geo":{"country":"NL"}}""", null, null)]
    public void What_cannot_be_read_is_left_out(string body, string? name, int? staff)
    {
        var facts = Assert.IsType<ProviderAnswer.Found>(Read(200, body)).Facts;
        Assert.Equal((name, staff), (facts.Name, facts.Staff));
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(422, "")]
    [InlineData(204, "")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"name":""}""")]
    [InlineData(200, """{"company":{"name":"Acme"}}""")]
    public void What_tells_nothing_is_not_found(int status, string body) => Assert.IsType<ProviderAnswer.NotFound>(Read(status, body));

    [Theory]
    [InlineData(200, "", ProviderFault.Unreadable)]
    [InlineData(200, "<html>", ProviderFault.Unreadable)]
    [InlineData(200, """{"name":"Acme"} trailing""", ProviderFault.Unreadable)]
    [InlineData(200, """{"name":"Acme","name":"Evil"}""", ProviderFault.Unreadable)]
    [InlineData(200, """{"name":"\ud800"}""", ProviderFault.Unreadable)]
    [InlineData(202, "{}", ProviderFault.Unexpected)]
    [InlineData(301, "", ProviderFault.Redirected)]
    [InlineData(304, "", ProviderFault.Redirected)]
    [InlineData(400, "", ProviderFault.Unexpected)]
    [InlineData(401, "", ProviderFault.Denied)]
    [InlineData(402, "", ProviderFault.Denied)]
    [InlineData(403, "", ProviderFault.Denied)]
    [InlineData(429, "", ProviderFault.Throttled)]
    [InlineData(500, "", ProviderFault.Unavailable)]
    [InlineData(503, "", ProviderFault.Unavailable)]
    public void Everything_else_is_a_fault_of_a_kind(int status, string body, ProviderFault fault) =>
        Assert.Equal(fault, Assert.IsType<ProviderAnswer.Failed>(Read(status, body)).Fault);

    [Fact]
    public void Nesting_has_a_limit()
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat("""{"a":""", depth)) + "1" + new string('}', depth);
        Assert.IsType<ProviderAnswer.NotFound>(Read(200, Nested(16)));
        Assert.Equal(ProviderFault.Unreadable, Assert.IsType<ProviderAnswer.Failed>(Read(200, Nested(17))).Fault);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault() => Assert.IsType<ProviderAnswer.Found>(Read(200, "\uFEFF{\"name\":\"Acme\"}"));

    [Theory]
    [InlineData("120", "2026-09-03T09:02:00Z")]
    [InlineData("Thu, 03 Sep 2026 10:00:00 GMT", "2026-09-03T10:00:00Z")]
    [InlineData("99999999", "2026-09-10T09:00:00Z")]
    [InlineData("Fri, 03 Sep 2027 10:00:00 GMT", "2026-09-10T09:00:00Z")]
    [InlineData("Wed, 02 Sep 2026 10:00:00 GMT", null)]
    [InlineData("0", null)]
    [InlineData("soon", null)]
    public void How_long_to_wait_is_heeded_within_reason(string retryAfter, string? notBefore)
    {
        foreach (var status in new[] { 429, 503 })
            Assert.Equal(notBefore is null ? null : DateTimeOffset.Parse(notBefore, null), Assert.IsType<ProviderAnswer.Failed>(Read(status, "", retryAfter)).NotBefore);
    }

    [Fact]
    public void Any_bytes_are_read() =>
        Gen.Byte.Array.Sample(bytes => { using var response = new HttpResponseMessage(HttpStatusCode.OK); _ = AnswerReader.Read(response, bytes, Options, Now); });

    private static ProviderAnswer Read(int status, string body, string? retryAfter = null)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        if (retryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return AnswerReader.Read(response, Encoding.UTF8.GetBytes(body), Options, Now);
    }
}
