using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Mail.Events;
using Intake.Submissions.Sources;

namespace Intake.Tests.Mail;

/// <summary>The signature of the provider's events.</summary>
public sealed class EventSignatureTests
{
    // From SendGrid's own tests (MIT); the line end belongs to the signed bytes.
    private const string
        Key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==",
        Signature = "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=",
        Time = "1600112502",
        Body = "[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\",\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\",\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\",\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1600112502);

    [Fact]
    public void The_providers_own_example_is_genuine_and_not_without_its_line_end()
    {
        Assert.Equal(SignatureState.Valid, Check(Signature, Body, Now));
        Assert.Equal(SignatureState.Wrong, Check(Signature, Body.TrimEnd(), Now));
    }

    [Fact]
    public void A_batch_may_be_late_by_three_days_and_not_by_more()
    {
        Assert.Equal(SignatureState.Valid, Check(Signature, Body, Now.AddDays(3)));
        Assert.Equal(SignatureState.Wrong, Check(Signature, Body, Now.AddDays(3).AddSeconds(1)));
        Assert.Equal(SignatureState.Wrong, Check(Signature, Body, Now.AddMinutes(-6)));
    }

    [Fact]
    public void Any_of_several_keys_will_do_and_what_is_no_key_harms_none()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var longer = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string[] keys = ["", "%%", "AAAA", Convert.ToBase64String(longer.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(other.ExportSubjectPublicKeyInfo())];
        Assert.Equal(SignatureState.Wrong, EventSignature.Check(keys, Time, Signature, Encoding.UTF8.GetBytes(Body), Now));
        Assert.Equal(SignatureState.Valid, EventSignature.Check([.. keys, Key], Time, Signature, Encoding.UTF8.GetBytes(Body), Now));
        Assert.Equal(SignatureState.Wrong, EventSignature.Check([], Time, Signature, Encoding.UTF8.GetBytes(Body), Now));
    }

    [Theory]
    [InlineData(null, SignatureState.Missing)]
    [InlineData("", SignatureState.Missing)]
    [InlineData("%", SignatureState.Malformed)]
    [InlineData("MAYCAQACAQA=", SignatureState.Wrong)] // r = s = 0
    [InlineData("MAA=", SignatureState.Wrong)]
    [InlineData("AAAA", SignatureState.Wrong)]
    public void What_is_no_signature_is_told_apart(string? signature, SignatureState state) => Assert.Equal(state, Check(signature, Body, Now));

    [Fact]
    public void Mutated_signatures_times_and_bodies_are_never_genuine()
    {
        var rounds = Environment.GetEnvironmentVariable("SCALE") == "full" ? 1_000_000 : 20_000;
        var (random, der, body) = (new Random(6), Convert.FromBase64String(Signature), Encoding.UTF8.GetBytes(Body));
        for (var round = 0; round < rounds; round++)
        {
            var (signature, time, bytes) = (der, Time, body);
            switch (round % 4)
            {
                case 0: signature = Flipped(random, der); break;
                case 1: signature = random.Next(2) == 0 ? der[..random.Next(der.Length)] : [.. der, (byte)random.Next(256)]; break;
                case 2: time = (1600112502 - random.Next(1, 100_000)).ToString(CultureInfo.InvariantCulture); break;
                default: bytes = Flipped(random, body); break;
            }
            if (EventSignature.Check([Key], time, Convert.ToBase64String(signature), bytes, Now) == SignatureState.Valid) Assert.Fail($"Round {round} passed.");
        }
    }

    private static byte[] Flipped(Random random, byte[] from)
    {
        var bytes = from.ToArray();
        for (var flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        if (bytes.AsSpan().SequenceEqual(from)) bytes[0] ^= 1;
        return bytes;
    }

    private static SignatureState Check(string? signature, string body, DateTimeOffset now) =>
        EventSignature.Check([Key], Time, signature, Encoding.UTF8.GetBytes(body), now);
}
