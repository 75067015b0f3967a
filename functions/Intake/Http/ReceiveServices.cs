using Intake.Submissions;
using Intake.Submissions.Bulk;
using Intake.Submissions.Forms;
using Intake.Submissions.Imports;
using Intake.Submissions.Sources;
using Intake.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Intake.Http;

/// <summary>Registers everything that receives.</summary>
public static class ReceiveServices
{
    /// <summary>Adds the doors and what is behind them. To be registered elsewhere:
    /// the playbook, keys, seal, queue and <see cref="ReadReceipt"/>.</summary>
    public static IServiceCollection AddReceiving(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PublicOptions>().Bind(configuration.GetSection(PublicOptions.Section))
            .Validate(
                options => options.Url is { IsAbsoluteUri: true }, "Public__Url must be the absolute address at which this app is found.")
            .ValidateOnStart();
        services.AddOptions<WebhookOptions>().Configure(options => options.Read(configuration)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, ValidateWebhookOptions>());
        services.AddGuards(configuration);
        // Where the server is the worker's own it would stop at 30 MB.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = BodyReader.MaxFileBytes);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ComponentRenderer>();
        services.AddMetrics();

        services.AddSingleton<IntakeMetrics>().AddSingleton<Receipts>().AddSingleton<FormTokens>().AddSingleton<SubmissionPuts>().AddSingleton<SubmissionDesk>();
        services.AddSingleton<Papers.PaperLinks>();
        services.AddSingleton<ReceiveForm>().AddSingleton<ReceiveCall>();
        return services.AddSingleton<PageRenderer>().AddSingleton<FormPages>().AddSingleton<FormDoor>().AddSingleton<WebhookDoor>()
            .AddSingleton<ReceiptDoor>()
            .AddSingleton<ReceiveActivities>().AddSingleton<ActivityDoor>().AddSingleton<ReceiveImport>().AddSingleton<ImportDoor>();
    }
}
