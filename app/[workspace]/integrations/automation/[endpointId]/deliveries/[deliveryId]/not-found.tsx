export { MissingDelivery as default } from "@/components/deliveries/missing-delivery";
