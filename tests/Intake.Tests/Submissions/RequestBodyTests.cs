using System.Text;
using CsCheck;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Intake.Submissions.Sources;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

public sealed class RequestBodyTests
{
    private const string Json = "application/json", Url = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData(Json, """{"a":" x ","n":12345678901234567890,"t":true,"z":null,"o":{"p":{"q":1}},"l":["x",2],"d":[{"e":1}]}""", "a=x|d.0.e=1|l=x, 2|n=12345678901234567890|o.p.q=1|t=true")]
    [InlineData(Json, "\uFEFF{\"a\":1}", "a=1")]
    [InlineData("application/json; charset=\"UTF-8\"", """{"naam":"Müller \u00e9"}""", "naam=Müller é")]
    [InlineData(Url, "a=b+c%20d&e=%C3%A9&&f&=&g=1%&h=%zz", "a=b c d|e=é|f=|g=1%|h=%zz")]
    [InlineData(Url, "i=a&i=b", "i=a, b")]
    [InlineData(Url, "m=one%0D%0Atwo&n=a%00b%E2%80%AEc%D8%9C", "m=one\ntwo|n=abc")]
    [InlineData("multipart/form-data; boundary=\"b\"", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nMüller\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n--b--\r\n", "a=Müller")]
    public async Task Good_bodies_become_fields(string type, string body, string fields)
    {
        var parsed = await RequestBody.FieldsAsync(type, Encoding.UTF8.GetBytes(body));
        Assert.Null(parsed.Rejection);
        Assert.Equal(fields, string.Join('|', parsed.Value!.Values.Select(field => $"{field.Key}={field.Value}")));
    }

    [Fact]
    public async Task Repeated_names_are_told()
    {
        var parsed = await RequestBody.FieldsAsync(Url, "i=a&i=b&j=c"u8.ToArray());
        Assert.Equal(["i"], parsed.Value!.Repeated);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public async Task Depth_has_a_limit(int depth, bool good)
    {
        var body = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        Assert.Equal(good, (await RequestBody.FieldsAsync(Json, Encoding.UTF8.GetBytes(body))).IsValid);
    }

    [Fact]
    public async Task More_fields_than_any_form_has_are_refused()
    {
        var body = string.Join('&', Enumerable.Range(0, 251).Select(i => $"f{i}=1"));
        Assert.Equal(RejectionKind.Malformed, (await RequestBody.FieldsAsync(Url, Encoding.ASCII.GetBytes(body))).Rejection!.Kind);
    }

    // Joined one by one they would cost the square of their number.
    [Fact]
    public async Task One_name_over_and_over_is_refused_as_well()
    {
        var body = string.Concat(Enumerable.Repeat("a&", 32_000));
        Assert.Equal(RejectionKind.Malformed, (await RequestBody.FieldsAsync(Url, Encoding.ASCII.GetBytes(body))).Rejection!.Kind);
    }

    [Fact]
    public async Task Wrong_bytes_in_json_are_the_wrong_encoding()
    {
        byte[] body = [.. "{\"a\":\""u8, 0xE9, .. "\"}"u8];
        Assert.Equal(RejectionKind.Malformed, (await RequestBody.FieldsAsync(Json, body)).Rejection!.Kind);
    }

    [Fact]
    public void Ten_thousand_random_bodies_get_a_typed_answer()
    {
        // Half of them begin as something good, so that the parsers are reached.
        string[] types = [Json, Url, "multipart/form-data; boundary=b", "multipart/form-data; boundary=", "text/plain", ";;", ""];
        byte[][] seeds =
        [
            """{"firstName":"I","email":"a@b.nl","proposition":"energy","x":[{"y":"\ud83d\ude92"}]}"""u8.ToArray(),
            "firstName=I&email=a%40b.nl&proposition=energy"u8.ToArray(),
            "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@b.nl\r\n--b--\r\n"u8.ToArray(),
        ];
        var random = Gen.Byte.Array[0, 300];
        var changed = Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[0, 4], (seed, changes) =>
        {
            var body = seeds[seed].ToArray();
            foreach (var (at, value) in changes) body[at % body.Length] = value;
            return body;
        });
        var target = FormTarget.OfForm(Sample.Playbook, "demo")!;
        Gen.Select(Gen.Int[0, types.Length - 1].Select(i => types[i]), Gen.OneOf(random, changed)).Sample((type, body) =>
        {
            var fields = RequestBody.FieldsAsync(type, body).AsTask().Result;
            var entry = fields.IsValid ? FormReader.Read(Sample.Playbook, target, fields.Value) : fields.Rejection!;
            Assert.True(entry.IsValid || entry.Rejection.Detail.Length > 0);
            foreach (var provider in Providers.All.Values)
            {
                var call = Calls.Of(body, _ => type, Sample.ZoomSecret, Sample.StandardSecret);
                Assert.Null(provider.Verify(call).Secret);
                Assert.NotNull(provider.Read(Calls.Kept("any", call), Sample.Playbook));
            }
        }, iter: 10_000);
    }

    [Fact]
    public void Ten_thousand_random_signed_bodies_never_throw()
    {
        var seed = Encoding.UTF8.GetBytes(ZoomAdapterTests.Registration());
        Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[0, 4].Sample(changes =>
        {
            var body = seed.ToArray();
            foreach (var (at, value) in changes) body[at % body.Length] = value;
            Assert.NotNull(ZoomAdapterTests.Read(body));
            Assert.NotNull(StandardAdapterTests.Read(body));
        }, iter: 10_000);
    }
}
