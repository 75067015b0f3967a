using Intake.Captchas;
using Intake.Limits;
using Intake.Submissions;
using Intake.Submissions.Forms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Intake.Http;

/// <summary>Registers what keeps abuse out, and testers apart.</summary>
internal static class GuardServices
{
    /// <summary>Adds the checks of the door with their settings.</summary>
    public static IServiceCollection AddGuards(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TesterOptions>().Bind(configuration.GetSection(TesterOptions.Section));
        services.AddOptions<ProxyOptions>().Configure(options => options.Read(configuration)).ValidateOnStart();
        services.AddOptions<LimitOptions>().Bind(configuration.GetSection(LimitOptions.Section)).ValidateOnStart();
        services.AddOptions<CaptchaOptions>().Bind(configuration.GetSection(CaptchaOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProxyOptions>, ValidateProxyOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LimitOptions>, ValidateLimitOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CaptchaOptions>, ValidateCaptchaOptions>());
        // The verifier counts the time itself.
        services.AddHttpClient(SiteVerify.HttpClient, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.TryAddSingleton<ICaptcha, SiteVerify>();
        return services.AddSingleton<Testers>().AddSingleton<AddressLimit>().AddSingleton<DoorCheck>();
    }
}
