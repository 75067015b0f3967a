using System.Text;
using System.Text.Json;
using Intake.Outgoing;
using Intake.Submissions.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>The endpoints: keep what they take, and answer as they are told.</summary>
internal sealed class WebhookBin(TimeProvider time) : IWebhookSender
{
    public const string Secret = "whsec_ZW5kcG9pbnQgc2VjcmV0IG9mIGEgdGVzdCBvbmx5";

    private readonly Queue<WebhookOutcome?> answers = new();

    public List<(DateTimeOffset At, OutgoingCall Call, JsonElement Body)> Taken { get; } = [];

    /// <summary>When each try came, taken or not.</summary>
    public List<DateTimeOffset> Tries { get; } = [];

    public WebhookOutcome? Always { get; set; }

    public void Next(params WebhookOutcome?[] next)
    {
        foreach (var answer in next) answers.Enqueue(answer);
    }

    public Task<WebhookOutcome> SendAsync(OutgoingCall call, CancellationToken cancellationToken)
    {
        Assert.Equal(SignatureState.Valid, StandardSignature.Check(Secret, call.Id, $"{call.Timestamp}", call.Signature, call.Body.Span));
        Assert.True(call.Body.Length < 20_000);
        Tries.Add(time.GetUtcNow());
        if ((answers.TryDequeue(out var answer) ? answer : Always) is { Failure: not null } failed) return Task.FromResult(failed);
        Taken.Add((time.GetUtcNow(), call, JsonDocument.Parse(Encoding.UTF8.GetString(call.Body.Span)).RootElement));
        return Task.FromResult(new WebhookOutcome(null));
    }

    /// <summary>A pipeline whose playbook tells the endpoint <c>crm</c> these things.</summary>
    public static async Task<(Pipeline Pipeline, WebhookBin Bin)> StartAsync(IEnumerable<string> events, bool address = true, IEnumerable<Accounts.Company>? companies = null)
    {
        WebhookBin? bin = null;
        var pipeline = await Pipeline.StartAsync(Some.Now, companies ?? [Some.Transport], replace: services =>
        {
            services.AddSingleton<IWebhookSender>(provider => bin ??= new WebhookBin(provider.GetRequiredService<TimeProvider>()));
            services.PostConfigure<EndpointOptions>(options => options.ByName["crm"] = new EndpointSettings { Url = address ? "https://crm.example/hook" : "", Secret = Secret });
        });
        pipeline.Playbook = pipeline.Playbook with
        {
            Endpoints = new Intake.Playbooks.EndpointBook([new Intake.Playbooks.Endpoint("crm", [.. events], Intake.Playbooks.EndpointFormat.Intake, "en")
            {
                Stages = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("mql", "Marketing Qualified"),
            }]),
        };
        return (pipeline, (WebhookBin)pipeline.Get<IWebhookSender>());
    }
}
