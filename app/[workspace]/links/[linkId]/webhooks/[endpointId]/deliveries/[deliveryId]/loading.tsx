export { DeliveryLoading as default } from "@/components/deliveries/delivery-loading";
