using System.Net;
using Intake.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Intake.Mail;

/// <summary>Registers mail.</summary>
public static class MailServices
{
    /// <summary>Adds the renderer and the sender. A setting that is missing or wrong stops the start;
    /// in development it stops the first mail only.</summary>
    public static IServiceCollection AddIntakeMail(this IServiceCollection services, IConfiguration configuration, bool development)
    {
        var options = services.AddOptions<SendGridOptions>().Bind(configuration.GetSection(SendGridOptions.Section));
        if (development) options.PostConfigure(settings => settings.From = settings.From is "" ? "intake@example.com" : settings.From);
        else options.ValidateOnStart();
        services.AddSingleton<IValidateOptions<SendGridOptions>, ValidateSendGridOptions>();
        // The sender counts the time itself; the factory's own limit would only be a second answer to the same question.
        services.AddHttpClient(SendGridOptions.HttpClient, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.All,
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        services.AddSingleton<IMailSender, SendGridMailSender>();
        services.TryAddSingleton<ComponentRenderer>();
        services.AddSingleton<MailRenderer>();
        return services;
    }
}
