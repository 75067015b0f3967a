using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Intake.Http;

/// <summary>The HTTP side of providers that call us.</summary>
public sealed class WebhookDoor(ReceiveCall receive, IOptions<PublicOptions> options, TimeProvider time, IntakeMetrics metrics)
{
    /// <summary>Takes a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="secret">Last part of the path, where the address itself is the secret.</param>
    /// <param name="cancellationToken">Cancels the reading of the body.</param>
    public async Task<IResult> PostAsync(HttpRequest request, string provider, string? secret, CancellationToken cancellationToken)
    {
        var secrets = receive.SecretsOf(provider);
        if (!secrets.IsValid) return TurnAway(request, secrets.Rejection);
        var body = await BodyReader.ReadAsync(request, receive.IsJsonOnly(provider), cancellationToken);
        if (!body.IsValid) return TurnAway(request, body.Rejection);

        var url = new Uri(options.Value.Address(request.Path));
        var call = new WebhookCall(secrets.Value, request.Method.ToUpperInvariant(), url, secret, Header(request), body.Value, time.GetUtcNow());
        return await receive.HandleAsync(provider, call) switch
        {
            { Receipt: { IsValid: true } receipt } answer => ReceiptDoor.Accepted(request, receipt.Value, answer.Status),
            { Receipt.Rejection: { } rejection } => ProblemAnswer.Of(request, rejection),
            { Challenge: { } challenge } => Results.Json(
                new ChallengeDocument(challenge.PlainToken, challenge.EncryptedToken), HttpJson.Default.ChallengeDocument),
            var answer => Results.StatusCode(answer.Status),
        };
    }

    /// <summary>Answers a provider that looks whether the address is right before it calls: 200 for the secret in it, and nothing else.</summary>
    /// <param name="request">The look.</param>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="secret">Last part of the path.</param>
    public IResult Get(HttpRequest request, string provider, string secret)
    {
        var secrets = receive.SecretsOf(provider);
        if (!secrets.IsValid) return TurnAway(request, secrets.Rejection);
        var url = new Uri(options.Value.Address(request.Path));
        var call = new WebhookCall(secrets.Value, request.Method.ToUpperInvariant(), url, secret, Header(request), default, time.GetUtcNow());
        return receive.Knows(provider, call) is { } wrong ? TurnAway(request, wrong) : Results.StatusCode(StatusCodes.Status200OK);
    }

    private static Func<string, string?> Header(HttpRequest request) =>
        name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    // The name in the address is a stranger's text until it is known, so it is no tag.
    private IResult TurnAway(HttpRequest request, Rejection rejection)
    {
        metrics.Rejected("webhook", rejection.Kind);
        return ProblemAnswer.Of(request, rejection);
    }
}
