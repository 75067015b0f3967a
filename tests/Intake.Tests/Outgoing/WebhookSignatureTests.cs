using System.Text;
using Intake.Outgoing;
using Intake.Submissions.Sources;

namespace Intake.Tests.Outgoing;

/// <summary>What we send is signed as Standard Webhooks says.</summary>
public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");

    [Fact]
    public void The_published_vector_is_met() =>
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Of([Secret], Id, 1614265330, Body));

    [Fact]
    public void While_a_secret_is_replaced_whoever_has_either_can_check()
    {
        var next = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("the next secret of twenty-four"));

        var signatures = WebhookSignature.Of([next, Secret], Id, 1614265330, Body);

        Assert.Equal(2, signatures.Split(' ').Length);
        Assert.All([next, Secret], secret => Assert.Equal(SignatureState.Valid, StandardSignature.Check(secret, Id, "1614265330", signatures, Body)));
    }
}
